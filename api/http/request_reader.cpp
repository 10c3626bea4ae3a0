#include "api/http/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <string>

#include "api/http/problem.hpp"
#include "api/http/target.hpp"

namespace jejak::http {
namespace {

namespace beast = boost::beast;
using Text = beast::string_view;

std::string_view view(Text text) { return {text.data(), text.size()}; }

bool is_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return c > 0x20 && c < 0x7F && std::string_view("/?#@\\\"<>^`{|}").find(c) == std::string_view::npos;
  });
}

struct Refused {
  Status status;
  std::string code;
  std::string detail;
};

// Beast's grammar, writing straight into a Request.
class Grammar : public beast::http::basic_parser<true> {
 public:
  Grammar(const Limits& limits, const RequestReader::BodyLimit& body_limit, Request& request)
      : limits_(limits), body_limit_(body_limit), request_(request) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    basic_parser::body_limit(boost::none);  // depends on the route: known at the end of the header
  }

  std::optional<Refused> refused;
  bool http_1_0 = false;
  bool wants_continue = false;
  std::size_t header_bytes = 0;

  void refuse(Status status, std::string code, std::string detail) {
    if (!refused) refused = Refused{status, std::move(code), std::move(detail)};
  }

  void refuse_for(beast::error_code error) {
    using Code = beast::http::error;
    if (error == Code::header_limit) return refuse_header();
    if (error == Code::bad_version) {
      return refuse(Status::http_version_not_supported, "http_version_not_supported",
                    "This server speaks HTTP/1.1 and 1.0 (and a target has no spaces).");
    }
    refuse(Status::bad_request, "malformed_request", "The request is not HTTP: " + error.message() + ".");
  }

  void refuse_header() {
    refuse(Status::request_header_fields_too_large, "header_too_large",
           "Request line and header fields may take " + std::to_string(limits_.header_bytes_max) +
               " bytes and " + std::to_string(limits_.header_count_max) + " fields.");
  }

 private:
  using Error = beast::error_code;

  static void stop(Error& error) { error = beast::http::error::bad_value; }

  void on_request_impl(beast::http::verb, Text method, Text target, int version, Error& error) override {
    http_1_0 = version == 10;
    request_.method = method_of(view(method));
    if (target.size() > limits_.target_bytes_max) {
      refuse(Status::uri_too_long, "target_too_long",
             "The request target may take " + std::to_string(limits_.target_bytes_max) + " bytes.");
    } else if (auto parsed = http::parse_target(request_, view(target)); !parsed) {
      refuse(Status::bad_request, "malformed_target",
             "The request target is refused: " + parsed.error() + ".");
    }
    if (refused) stop(error);
  }

  void on_response_impl(int, Text, int, Error&) override {}

  void on_field_impl(beast::http::field field, Text name, Text value, Error& error) override {
    if (is_header_done()) return;  // trailer fields mean nothing here
    if (request_.headers.size() == limits_.header_count_max) {
      refuse_header();
      return stop(error);
    }
    if (field == beast::http::field::transfer_encoding && !same_ignoring_case(view(value), "chunked")) {
      refuse(Status::not_implemented, "unknown_transfer_coding",
             "The only transfer coding read here is chunked.");
      return stop(error);
    }
    request_.headers.add(view(name), view(value));
  }

  void on_header_impl(Error& error) override {
    if (http_1_0 && chunked()) {
      refuse(Status::bad_request, "malformed_request", "HTTP/1.0 has no transfer codings.");
    } else if (request_.target == "*" && request_.method != Method::options) {
      refuse(Status::bad_request, "malformed_target", "The request target * is for OPTIONS alone.");
    } else if (const auto hosts = request_.headers.count("Host"); hosts > 1 || (hosts == 0 && !http_1_0)) {
      refuse(Status::bad_request, "one_host_required", "An HTTP/1.1 request has exactly one Host header.");
    } else if (!is_host(request_.headers.find("Host").value_or(""))) {
      refuse(Status::bad_request, "malformed_host", "The Host header is a name or an address, and perhaps a port.");
    } else {
      check_singletons();
      check_expectation();
      if (!refused) check_length();
    }
    if (refused) stop(error);
  }

  // Two of them would mean what whoever reads them chooses.
  void check_singletons() {
    for (const std::string_view name : {"Authorization", "Content-Type"}) {
      if (request_.headers.count(name) > 1)
        refuse(Status::bad_request, "duplicate_header", std::string(name) + " may be sent only once.");
    }
  }

  void check_expectation() {
    const auto expect = request_.headers.find("Expect");
    if (!expect || http_1_0) return;
    if (same_ignoring_case(*expect, "100-continue")) {
      wants_continue = true;
    } else {
      refuse(Status::expectation_failed, "unknown_expectation",
             "The only expectation met here is 100-continue.");
    }
  }

  void check_length() {
    const auto length = content_length();
    if (!chunked() && (!length || *length == 0)) return;
    const std::size_t of_route = body_limit_ ? body_limit_(request_) : 0;
    body_bytes_max_ = of_route == 0 ? limits_.body_bytes_max : of_route;
    if (length && *length > body_bytes_max_) return refuse_body();
    if (length && !wants_continue)
      request_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 64 * 1024)));
  }

  void refuse_body() {
    refuse(Status::content_too_large, "body_too_large",
           "The body may take " + std::to_string(body_bytes_max_) + " bytes here.");
  }

  std::size_t append(Text bytes, Error& error) {
    if (bytes.size() > body_bytes_max_ - request_.body.size()) {
      refuse_body();
      stop(error);
      return 0;
    }
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override {}
  std::size_t on_body_impl(Text body, Error& error) override { return append(body, error); }
  void on_chunk_header_impl(std::uint64_t size, Text, Error& error) override {
    if (size <= body_bytes_max_ - request_.body.size()) return;
    refuse_body();
    stop(error);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, Error& error) override {
    return append(body, error);
  }
  void on_finish_impl(Error&) override {}

  const Limits& limits_;
  const RequestReader::BodyLimit& body_limit_;
  Request& request_;
  std::size_t body_bytes_max_ = 0;
};

void clear(Request& request) {
  request.target.clear();
  request.path.clear();
  request.query.clear();
  request.headers.clear();
  request.body.clear();
  request.request_id.clear();
  request.route_id = {};
  request.parameters.clear();
  request.principal.clear();
  request.caller.reset();
}

}  // namespace

struct RequestReader::Parser {
  std::optional<Grammar> grammar;
};

RequestReader::RequestReader(const Limits& limits, const BodyLimit& body_bytes_max)
    : limits_(limits), body_bytes_max_(body_bytes_max), parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

void RequestReader::start(Request& request) {
  clear(request);
  parser_->grammar.emplace(limits_, body_bytes_max_, request);
}

std::size_t RequestReader::feed(std::string_view bytes) {
  Grammar& grammar = *parser_->grammar;
  std::size_t consumed = 0;
  while (consumed < bytes.size() && state() == State::reading) {
    const bool in_header = !grammar.is_header_done();
    beast::error_code error;
    const std::size_t taken = grammar.put({bytes.data() + consumed, bytes.size() - consumed}, error);
    consumed += taken;
    if (in_header) grammar.header_bytes += taken;
    const bool needs_more = error == beast::http::error::need_more;
    if (error && !needs_more) grammar.refuse_for(error);
    if (needs_more || taken == 0) break;
  }
  // What stays unread is a piece of the header, or of a chunk's first line or the trailer: both are bounded.
  const std::size_t before = grammar.is_header_done() ? 0 : grammar.header_bytes;
  if (state() == State::reading && before + bytes.size() - consumed > limits_.header_bytes_max) {
    grammar.refuse_header();
  }
  return consumed;
}

RequestReader::State RequestReader::state() const {
  const Grammar& grammar = *parser_->grammar;
  if (grammar.refused) return State::refused;
  return grammar.is_done() ? State::complete : State::reading;
}

bool RequestReader::has_begun() const { return parser_->grammar->got_some(); }

bool RequestReader::takes_continue() {
  Grammar& grammar = *parser_->grammar;
  const bool waits = grammar.wants_continue && grammar.is_header_done() && state() == State::reading;
  if (waits) grammar.wants_continue = false;
  return waits;
}

bool RequestReader::keep_alive() const { return parser_->grammar->keep_alive(); }

bool RequestReader::is_http_1_0() const { return parser_->grammar->http_1_0; }

Response RequestReader::refusal() const {
  const Refused& refused = *parser_->grammar->refused;
  return problem(refused.status, refused.code, refused.detail);
}

}  // namespace jejak::http
