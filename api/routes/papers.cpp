#include <charconv>

#include "api/documents/certificate.hpp"
#include "api/documents/minutes.hpp"
#include "api/http/problem.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/verify_page.hpp"
#include "api/routes/views.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using documents::Seal;
using http::Response;
using http::Status;
using workflows::text_of;

constexpr std::uint32_t signatories_max = 200;

// Where the last event of that type stands in a stream, and the tree that ends with it; nothing where there is none.
Result<std::optional<Seal>, Failure> seal_of(const Context& context, std::string_view stream, std::string_view type) {
  std::optional<Seal> seal;
  const auto failure = context.ports.log.read_stream(stream, 1, 1'000, [&](const StoredEvent& event) {
    if (event.type == type) seal = Seal{event.position, event.leaf_hash, {}, {}};
    return true;
  });
  if (failure) return *failure;
  if (!seal) return seal;
  const auto root = context.ports.log.root(seal->position);
  if (!root) return root.error();
  seal->root = *root;
  return seal;
}

// The name of an organizer and the zone of a competition, as the views have them.
std::string name_of_organizer(const Context& context, const workflows::Caller& caller, std::string_view organizer) {
  const Sight sight = look_at(context, "organizers", organizer, caller);
  return std::string(text_of(sight.document, sight.problem ? "" : "name"));
}

std::string zone_of(const Context& context, std::string_view competition) {
  const auto found = context.ports.views.find("pace", competition);
  if (!found || !*found) return {};
  const auto document = parse_own_json(**found);
  return document ? std::string(text_of(workflows::members_of(*document), "zone")) : std::string();
}

Response pdf(std::string bytes, const std::string& name) {
  Response response;
  response.content_type = "application/pdf";
  response.body = std::move(bytes);
  return response.with("Content-Disposition", "inline; filename=\"" + name + "\"");
}

Response certificate(const Context& context, const Call& call) {
  const std::string proposal(call.request->parameter("innovation"));
  const Sight award = look_at(context, "awards", proposal, *call.caller);
  if (award.problem) return not_found();
  if (text_of(award.document, "status") != "granted") {
    return http::problem(Status::gone, "award_revoked", "This award was revoked, so there is no certificate; /verify/awards has the reason.");
  }
  const Sight competition = look_at(context, "competitions", text_of(award.document, "competition"), *call.caller);
  const auto seal = seal_of(context, "award-" + proposal, "AwardGranted");
  if (!seal) return problem_of(seal.error());
  if (competition.problem || !*seal) return not_found();
  documents::Certificate paper{award.document, competition.document,
                               name_of_organizer(context, *call.caller, text_of(award.document, "organizer")),
                               zone_of(context, text_of(award.document, "competition")), **seal};
  paper.seal.address = context.settings.public_url + "/verify/awards/" + proposal;
  return pdf(documents::certificate_pdf(paper), "piagam.pdf");
}

// Jurors of the competition with their names, where the reader may see them and they were not erased.
std::vector<documents::Signatory> jury_of(const Context& context, const Call& call) {
  std::vector<documents::Signatory> jury;
  const auto page = context.ports.views.query(
      {.view = "jurors", .filters = {{"competition", std::string(call.request->parameter("competition"))}}, .limit = signatories_max});
  if (!page) return jury;
  for (const std::string& bytes : page->documents) {
    bool opened = false;
    const auto document = parse_own_json(reveal(context, bytes, *call.caller, opened));
    if (!document) continue;
    const json::object& juror = workflows::members_of(*document);
    if (text_of(juror, "invitation") == "declined") continue;
    jury.push_back({std::string(text_of(juror, "name")), std::string(text_of(juror, "element"))});
  }
  return jury;
}

Response minutes(const Context& context, const Call& call) {
  const std::string key = fill_key("{competition}/{stage}", *call.request);
  const Sight decision = look_at(context, "decisions", key, *call.caller);
  if (decision.problem) return not_found();
  const Sight competition = look_at(context, "competitions", fill_key("{competition}", *call.request), *call.caller);
  const auto seal = seal_of(context, "decision-" + fill_key("{competition}-{stage}", *call.request), "StageDecided");
  if (!seal) return problem_of(seal.error());
  if (competition.problem || !*seal) return not_found();
  documents::Minutes paper{decision.document, competition.document,
                           name_of_organizer(context, *call.caller, text_of(decision.document, "organizer")),
                           zone_of(context, text_of(decision.document, "competition")), jury_of(context, call), **seal};
  paper.seal.address = context.settings.public_url + "/verify/log/" + std::to_string(paper.seal.position);
  return pdf(documents::minutes_pdf(paper), "berita-acara.pdf").with("Cache-Control", "no-store");
}

Response page_of(std::string html) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(html);
  response.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  return response;
}

Response verified_award(const Context& context, const Call& call) {
  const std::string proposal(call.request->parameter("innovation"));
  const Sight award = look_at(context, "awards", proposal, *call.caller);
  if (award.problem) return not_found();
  const auto seal = seal_of(context, "award-" + proposal, "AwardGranted");
  if (!seal) return problem_of(seal.error());
  if (!*seal) return not_found();
  Response response = page_of(award_page(award.document, **seal));
  set_position(response, award.position);
  make_revalidated(response, false);
  return conditional(std::move(response), *call.request);
}

Response verified_log(const Context& context, Position size) {
  if (size == 0 || size > context.ports.log.head().size) return not_found();
  const auto root = context.ports.log.root(size);
  return root ? page_of(log_page(size, *root)) : problem_of(root.error());
}

}  // namespace

void get_certificate(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] {
    call.reply(certificate(context, call).with("Cache-Control", "no-cache"));
  });
}

// As long as its list, so it goes behind what others wait for.
void get_minutes(const Context& context, const Call& call) {
  if (!context.background.submit([&context, call] { call.reply(minutes(context, call)); })) call.reply(overloaded());
}

void verify_award(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] { call.reply(verified_award(context, call)); });
}

void verify_log(const Context& context, const Call& call) {
  const std::string_view text = call.request->parameter("size");
  Position size = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return call.reply(not_found());
  on_worker(context, call.reply, [&context, call, size] { call.reply(verified_log(context, size)); });
}

}  // namespace jejak::routes
