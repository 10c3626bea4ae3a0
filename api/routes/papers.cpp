#include <charconv>

#include "api/documents/certificate.hpp"
#include "api/documents/minutes.hpp"
#include "api/documents/receipt.hpp"
#include "api/http/problem.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/paper_facts.hpp"
#include "api/routes/verify_page.hpp"
#include "api/routes/views.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using documents::Seal;
using http::Response;
using http::Status;
using workflows::text_of;

Response pdf(std::string bytes, const std::string& name) {
  Response response;
  response.content_type = "application/pdf";
  response.body = std::move(bytes);
  return response.with("Content-Disposition", "inline; filename=\"" + name + "\"");
}

documents::AwardFacts award_facts(const Context& context, const workflows::Caller& caller, const json::object& award) {
  const std::string_view competition = text_of(award, "competition");
  return {award, document_in(context, "competitions", competition), name_of_organizer(context, caller, text_of(award, "organizer")), zone_of(context, competition)};
}

// Where the proposal came in the stage that was decided last, if it went through: the rank is published with the award.
json::object last_result(const Context& context, std::string_view proposal) {
  const json::object details = document_in(context, "proposal_details", proposal);
  const json::array& results = workflows::array_of(details, "results");
  if (results.empty() || text_of(workflows::members_of(results.back()), "outcome") != "in") return {};
  return workflows::members_of(results.back());
}

Response certificate(const Context& context, const Call& call) {
  const std::string proposal(call.request->parameter("innovation"));
  const Sight award = look_at(context, "awards", proposal, *call.caller);
  if (award.problem) return not_found();
  if (text_of(award.document, "status") != "granted") {
    return http::problem(Status::gone, "award_revoked", "This award was revoked, so there is no certificate; /verify/awards has the reason.");
  }
  const auto seal = seal_of(context, "award-" + proposal, "AwardGranted");
  if (!seal) return problem_of(seal.error());
  if (!*seal) return not_found();
  documents::Certificate paper{award_facts(context, *call.caller, award.document), last_result(context, proposal), **seal};
  paper.seal.address = context.settings.public_url + "/verify/awards/" + proposal;
  return pdf(documents::certificate_pdf(paper), "piagam.pdf");
}

Response minutes(const Context& context, const Call& call) {
  const auto stage = decided_stage(context, call);
  return stage ? pdf(documents::minutes_pdf(*stage), "berita-acara.pdf").with("Cache-Control", "no-store") : Response(stage.error());
}

// The last time that a proposal was submitted, sealed by the tree of that moment; nothing where it never was.
Result<std::optional<documents::SubmissionReceipt>, Failure> submission_of(const Context& context, std::string_view proposal) {
  constexpr std::uint64_t events_max = 100'000;
  std::optional<documents::SubmissionReceipt> receipt;
  const auto failure = context.ports.log.read_stream(workflows::stream_of("proposal", proposal), 1, events_max, [&](const StoredEvent& event) {
    if (event.type != "TransitionTaken") return true;
    const auto data = parse_own_json(event.data);
    if (!data || text_of(workflows::members_of(*data), "event") != "SUBMIT") return true;
    receipt.emplace();
    receipt->submitted_at = event.time;
    receipt->seal = Seal{event.position, event.leaf_hash, {}, {}};
    return true;
  });
  if (failure) return *failure;
  if (!receipt) return receipt;
  const auto root = context.ports.log.root(receipt->seal.position);
  if (!root) return root.error();
  receipt->seal.root = *root;
  receipt->seal.address = context.settings.public_url + "/verify/log/" + std::to_string(receipt->seal.position);
  return receipt;
}

Response receipt(const Context& context, const Call& call) {
  const Sight proposal = look_at(context, "proposal_details", call.request->parameter("proposal"), *call.caller);
  if (proposal.problem) return not_found();
  auto submission = submission_of(context, text_of(proposal.document, "id"));
  if (!submission) return problem_of(submission.error());
  if (!*submission)
    return http::problem(Status::conflict, "not_submitted", "This proposal was never submitted, so there is no receipt.");
  documents::SubmissionReceipt paper = **std::move(submission);
  const std::string_view competition = text_of(proposal.document, "competition");
  paper.proposal = proposal.document;
  paper.competition = document_in(context, "competitions", competition);
  paper.organizer = name_of_organizer(context, *call.caller, text_of(proposal.document, "organizer"));
  paper.zone = zone_of(context, competition);
  return pdf(documents::receipt_pdf(paper), "tanda-terima.pdf").with("Cache-Control", "no-store");
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
  Response response = page_of(award_page(award_facts(context, *call.caller, award.document), **seal));
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

void get_submission_receipt(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] { call.reply(receipt(context, call)); });
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
