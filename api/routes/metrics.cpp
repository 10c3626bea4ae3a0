#include "api/routes/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <utility>

namespace jejak::routes {
namespace {

constexpr std::array<std::string_view, 5> classes = {"1xx", "2xx", "3xx", "4xx", "5xx"};

struct PerRoute {
  std::array<prometheus::Counter*, classes.size()> answers{};
  prometheus::Histogram* seconds = nullptr;
};

}  // namespace

struct Metrics::Inner {
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  std::map<std::string, PerRoute, std::less<>> routes;  // fixed after the constructor
  PerRoute unmatched;
  std::mutex scraping;

  void set(const std::string& name, std::uint64_t value) {
    prometheus::BuildGauge().Name(name).Help(name).Register(*registry).Add({}).Set(
        static_cast<double>(value));
  }
};

Metrics::Metrics(const std::vector<std::string>& route_ids) : inner_(std::make_unique<Inner>()) {
  auto& answers = prometheus::BuildCounter()
                      .Name("jejak_http_answers_total")
                      .Help("Answers by route and class of status")
                      .Register(*inner_->registry);
  auto& seconds = prometheus::BuildHistogram()
                      .Name("jejak_http_seconds")
                      .Help("From a request's last byte to its answer's")
                      .Register(*inner_->registry);
  const prometheus::Histogram::BucketBoundaries bounds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                          0.01,   0.025,   0.1,    0.5,   2.5,    10};
  const auto add = [&](const std::string& id) {
    PerRoute route;
    for (std::size_t each = 0; each < classes.size(); ++each) {
      route.answers[each] = &answers.Add({{"route", id}, {"class", std::string(classes[each])}});
    }
    route.seconds = &seconds.Add({{"route", id}}, bounds);
    return route;
  };
  for (const std::string& id : route_ids) inner_->routes.emplace(id, add(id));
  inner_->unmatched = add("none");
}

Metrics::~Metrics() = default;

void Metrics::observe(const http::AccessEntry& answered) {
  const auto found = inner_->routes.find(answered.route_id);
  const PerRoute& route = found == inner_->routes.end() ? inner_->unmatched : found->second;
  const std::size_t status_class = answered.status / 100;
  if (status_class >= 1 && status_class <= classes.size()) route.answers[status_class - 1]->Increment();
  route.seconds->Observe(static_cast<double>(answered.microseconds) / 1e6);
}

std::string Metrics::text(const Gauges& now) const {
  const std::lock_guard lock(inner_->scraping);
  const std::pair<const char*, std::uint64_t> values[] = {
      {"jejak_log_events", now.log_size},          {"jejak_views_position", now.views_position},
      {"jejak_commands_queued", now.queued},       {"jejak_api_keys", now.keys},
      {"jejak_commands_decided", now.commands},    {"jejak_commands_rejected", now.rejections},
      {"jejak_events_appended", now.events},       {"jejak_commit_batches", now.batches},
      {"jejak_commit_failures", now.failures},     {"jejak_commands_repeated", now.repeated},
      {"jejak_view_cache_hits", now.cache_hits},   {"jejak_view_cache_misses", now.cache_misses},
      {"jejak_view_cache_bytes", now.cache_bytes}, {"jejak_view_cache_entries", now.cache_entries}};
  for (const auto& [name, value] : values) inner_->set(name, value);
  return prometheus::TextSerializer().Serialize(inner_->registry->Collect());
}

}  // namespace jejak::routes
