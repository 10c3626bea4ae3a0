#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "api/http/log.hpp"
#include "api/http/server.hpp"
#include "tools/commands.hpp"
#include "tools/held_back.hpp"
#include "tools/sample_store.hpp"
#include "tools/service.hpp"
#include "tools/store_option.hpp"
#include "workflows/notification/mail.hpp"

namespace jejak::tools {
namespace {

struct ServeOptions {
  std::string store = "sqlite:data";
  std::string listen = "127.0.0.1:8080";
  std::string public_url;
  std::string log_level = "info";
  unsigned io_threads = 1;
  bool demo = false;
  bool take_over = false;
  bool private_webhooks = false;
  MailRelay mail;
};

http::LogSettings log_settings(const ServeOptions& options) {
  http::LogSettings settings = http::default_log_settings();
  if (options.log_level == "off") settings.level = http::LogLevel::off;
  if (options.log_level == "error") settings.level = http::LogLevel::error;
  return settings;
}

// Serves until SIGINT or SIGTERM. Every answer that was begun is sent before the process ends. The port is taken first, so
// that a server that cannot have it leaves no store behind; requests are answered from run() on.
int serve_store(const ServeOptions& options, const std::filesystem::path& folder,
                const http::ListenAddress& address) {
  std::unique_ptr<Service> service;
  const bool logs_requests = options.log_level == "info";
  http::ServerHooks hooks;
  hooks.dispatch = [&](const http::RequestPtr& request, http::Reply reply) {
    service->application().dispatch(request, std::move(reply));
  };
  hooks.body_bytes_max = [&](const http::Request& request) { return service->application().body_bytes_max(request); };
  hooks.on_answer = [&](const http::AccessEntry& entry) {
    service->application().observe(entry);
    if (logs_requests) http::log_access(entry);
  };
  hooks.on_bug = [](std::string_view what, std::string_view request_id) { http::log_error(what, request_id); };
  http::ServerSettings settings;
  settings.listen = address;
  settings.io_threads = options.io_threads;
  settings.stop_on_signals = true;
  auto server = http::Server::open(settings, std::move(hooks));
  if (!server) return report({Failure::Kind::foreign, server.error()});
  if (options.demo) {
    if (auto failure = load_sample_store(folder)) return report(*failure);
  }
  if (options.take_over) {
    if (auto failure = take_over(folder)) return report(*failure);
  }
  ServiceSettings chosen;
  chosen.holds_back = is_copy(folder);
  chosen.application.public_url = options.public_url.empty() ? "http://" + options.listen : options.public_url;
  chosen.deliveries.webhooks.private_addresses = options.private_webhooks;
  chosen.deliveries.mail = options.mail;
  auto started = Service::start(folder, chosen);
  if (!started) return report(started.error());
  service = std::move(*started);
  if (chosen.holds_back)
    std::fprintf(stderr, "jejak: this store was restored from a backup: nothing is sent and no timer fires until it is started once with --take-over\n");
  std::printf("listening on http://%s:%u\n", address.host.c_str(), static_cast<unsigned>((*server)->port()));
  std::fflush(stdout);
  (*server)->run();
  service->stop();
  return 0;
}

int serve(const ServeOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  const auto address = http::parse_listen_address(options.listen);
  if (!address) return wrong_use("--listen " + options.listen + ": " + address.error());
  http::open_log(log_settings(options));
  const int code = serve_store(options, *folder, *address);
  http::close_log();
  return code;
}

// http(s)://host[:port][/path] without anything that could end a line, an attribute or an address.
std::string public_address(const std::string& text) {
  const bool scheme = text.starts_with("https://") || text.starts_with("http://");
  const bool plain = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/[]%") == std::string::npos;
  if (scheme && plain && text.size() <= 200 && text.find("//") + 2 < text.size() && !text.ends_with('/')) return {};
  return "must be http(s)://host[:port][/path] without a slash at the end";
}

std::string relay_address(const std::string& text) {
  const bool scheme = text.starts_with("smtp://") || text.starts_with("smtps://");
  const bool plain = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:/[]") == std::string::npos;
  if (scheme && plain && text.size() <= 200 && text.find("//") + 2 < text.size()) return {};
  return "must be smtp://host[:port] or smtps://host[:port]";
}

std::string mail_address(const std::string& text) {
  return workflows::is_mail_address(text) ? "" : "must be an e-mail address such as inovasi@example.go.id";
}

int load_demo(const std::string& store) {
  const auto folder = store_folder(store);
  if (!folder) return wrong_use(folder.error().message);
  if (auto failure = load_sample_store(*folder)) return report(*failure);
  return 0;
}

}  // namespace

void add_serve_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Serve the REST API");
  command->add_option("--listen", options->listen, "HOST:PORT; port 0 takes a free one")
      ->envname("JEJAK_LISTEN")
      ->capture_default_str();
  command->add_option("--public-url", options->public_url, "Where people reach the server, such as https://inovasi.example.go.id; printed on papers")
      ->envname("JEJAK_PUBLIC_URL")
      ->check(public_address);
  command->add_option("--store", options->store, "The store: sqlite:DIR, made when it is not there")
      ->envname("JEJAK_STORE")
      ->capture_default_str();
  command->add_option("--log", options->log_level, "What to log: info (one line per request), error, off")
      ->envname("JEJAK_LOG")
      ->check(CLI::IsMember({"info", "error", "off"}))
      ->capture_default_str();
  command->add_option("--io-threads", options->io_threads, "Threads that read and write sockets")
      ->envname("JEJAK_IO_THREADS")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_flag("--webhooks-to-private-addresses", options->private_webhooks, "Let webhooks lead into the own network, too")
      ->envname("JEJAK_WEBHOOKS_TO_PRIVATE_ADDRESSES");
  CLI::Option* smtp = command->add_option("--smtp", options->mail.url, "The relay that mailings go through: smtp://host:25, smtps://host:465")
                          ->envname("JEJAK_SMTP")
                          ->check(relay_address);
  CLI::Option* from = command->add_option("--mail-from", options->mail.from, "Whom e-mail is from")->envname("JEJAK_MAIL_FROM")->check(mail_address);
  smtp->needs(from);
  command->add_option("--smtp-user", options->mail.user, "The relay's user; with one, nothing is sent without TLS")->envname("JEJAK_SMTP_USER");
  command->add_option("--smtp-password", options->mail.password, "The relay's password; better in the environment than on a command line")
      ->envname("JEJAK_SMTP_PASSWORD");
  command->add_flag("--take-over", options->take_over, "Let a restored store take the original's place: send what is due and fire timers from now on");
  command->add_flag("--demo", options->demo, "Load the sample competition, once")
      ->envname("JEJAK_DEMO");
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

void add_demo_command(CLI::App& app, int& exit_code) {
  auto store = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("demo", "Load the sample competition into a store, once");
  add_store_option(*command, *store);
  command->callback([store, &exit_code] { exit_code = load_demo(*store); });
}

}  // namespace jejak::tools
