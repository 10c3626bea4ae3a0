// The rules themselves, over small samples: each must find what it is there for, and leave alone what is
// fine.
#include <gtest/gtest.h>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

std::string places(const Findings& findings) {
  std::string out;
  for (const Finding& finding : findings) out += finding.place + " ";
  return out;
}

std::string included(const char* path, const char* text) {
  return places(check_includes(make_file(path, text)));
}
std::string banned(const char* path, const std::string& text) {
  return places(check_patterns(make_file(path, text)));
}
std::string named(const char* path, const char* text) { return places(check_names(make_file(path, text))); }

std::string lengths(const char* path, const char* text) {
  std::string out;
  for (const Function& function : functions_of(make_file(path, text)))
    out += std::to_string(function.lines) + " ";
  return out;
}

TEST(Includes, finds_a_room_that_looks_into_another) {
  EXPECT_EQ(included("engine/runtime/a.cpp", "#pragma once\n#include \"workflows/command.hpp\"\n"),
            "engine/runtime/a.cpp:2 ");
  EXPECT_EQ(included("engine/core/a.hpp", "#include \"engine/ports/clock.hpp\"\n"), "engine/core/a.hpp:1 ");
  EXPECT_EQ(included("workflows/a.cpp", "  #  include \"storage/memory/event_log.hpp\"\n"),
            "workflows/a.cpp:1 ");
  EXPECT_EQ(included("storage/sqlite/a.cpp", "#include \"api/http/message.hpp\"\n"),
            "storage/sqlite/a.cpp:1 ");
  EXPECT_EQ(included("api/routes/a.cpp", "#include \"storage/merkle/tree.hpp\"\n"), "api/routes/a.cpp:1 ");
  EXPECT_EQ(included("tools/a.cpp", "#include \"tests/support/virtual_clock.hpp\"\n"), "tools/a.cpp:1 ");
}

TEST(Includes, lets_rooms_look_where_they_may) {
  EXPECT_EQ(included("workflows/proposal/a.cpp",
                     "#include \"engine/core/json.hpp\"\n#include \"workflows/command.hpp\"\n"),
            "");
  EXPECT_EQ(
      included("tools/a.cpp", "#include \"storage/sqlite/store.hpp\"\n#include <boost/asio/post.hpp>\n"), "");
  EXPECT_EQ(
      included("tests/api/a.cpp", "#include \"tests/support/a.hpp\"\n#include <boost/beast/http.hpp>\n"), "");
  EXPECT_EQ(included("engine/core/a.cpp",
                     "// #include <sqlite3.h>\nconst char* text = R\"(\n#include <sqlite3.h>\n)\";\n"),
            "");
}

TEST(Includes, keeps_packages_where_they_belong) {
  EXPECT_EQ(included("storage/memory/a.cpp", "#include <sqlite3.h>\n"), "storage/memory/a.cpp:1 ");
  EXPECT_EQ(included("storage/memory/a.cpp", "#include <SQLiteCpp/Database.h>\n"), "storage/memory/a.cpp:1 ");
  EXPECT_EQ(included("storage/sqlite/a.cpp", "#include <sqlite3.h>\n#include <libpq-fe.h>\n"),
            "storage/sqlite/a.cpp:2 ");
  EXPECT_EQ(included("engine/runtime/a.cpp", "#include <boost/asio.hpp>\n"), "engine/runtime/a.cpp:1 ");
  EXPECT_EQ(included("engine/core/a.cpp", "#include <boost/url.hpp>\n#include <boost/json/value.hpp>\n"),
            "engine/core/a.cpp:1 ");
}

TEST(Includes, keeps_pure_rooms_pure) {
  EXPECT_EQ(included("workflows/a.cpp", "#include <random>\n#include <string>\n"), "workflows/a.cpp:1 ");
  EXPECT_EQ(included("engine/statechart/a.cpp", "#include <sys/socket.h>\n"), "engine/statechart/a.cpp:1 ");
  EXPECT_EQ(included("workflows/a.cpp", "#include <openssl/evp.h>\n#include <openssl/rand.h>\n"),
            "workflows/a.cpp:2 ");
  EXPECT_EQ(included("engine/runtime/a.cpp", "#include <mutex>\n"), "");
}

TEST(Functions, are_measured_from_their_head_to_their_brace) {
  EXPECT_EQ(lengths("a.cpp",
                    "int a() { return 1; }\n\nint b(int c,\n      int d) {\n  if (c) {\n    return d;\n  }\n "
                    " return c;\n}\n"),
            "1 7 ");
  EXPECT_EQ(
      lengths("a.cpp",
              "namespace x {\nclass A final : public B {\n public:\n  A() : b_{1}, c_(2) {\n    run();\n  }\n"
              "  int e() const noexcept {\n    return 1;\n  }\n  int f = 0;\n};\n}\n"),
      "3 3 ");
  EXPECT_EQ(lengths("a.cpp",
                    "template <class T>\nstruct A {\n  bool operator==(const A& other) const {\n    return "
                    "true;\n  }\n};\n"),
            "3 ");
  EXPECT_EQ(
      lengths("a.cpp", "TEST(A, b) {\n  EXPECT_EQ(\"{\", '{');\n}\n// }\n#define X {\\\n {\nvoid c() {\n}\n"),
      "3 2 ");
}

TEST(Functions, are_not_tables_of_data) {
  EXPECT_EQ(
      lengths("a.cpp", "const int table[] = {\n  1,\n  2,\n};\nconst A b{f(1),\n  2};\nvoid c() {\n}\n"),
      "2 ");
  EXPECT_EQ(lengths("a.cpp", "enum class A {\n  b,\n  c\n};\n"), "");
}

TEST(Functions, are_found_in_typescript_and_python) {
  EXPECT_EQ(lengths("a.ts",
                    "export function a(b: string): void {\n  c(`${b} {`);\n}\nconst d = (e: number) => {\n  "
                    "return { f: /[{]/ };\n};\n"),
            "3 3 ");
  EXPECT_EQ(lengths("a.py",
                    "def a():\n    b()\n\n    def c():\n        pass\n    return c\n\n\nclass D:\n    def "
                    "e(self):\n        '''\n}\n'''\n"),
            "2 6 1 ");
}

TEST(Sizes, are_limited) {
  std::string body;
  for (std::size_t line = 2; line < function_lines_max; ++line) body += "  run();\n";
  EXPECT_TRUE(check_size(make_file("a.cpp", "void a() {\n" + body + "}\n")).empty());
  EXPECT_EQ(places(check_size(make_file("a.cpp", "\nvoid a() {\n" + body + "\n}\n"))), "a.cpp:2 ");
  EXPECT_TRUE(check_size(make_file("a.hpp", std::string(file_lines_max, '\n'))).empty());
  EXPECT_EQ(places(check_size(make_file("a.hpp", std::string(file_lines_max + 1, '\n')))), "a.hpp ");
  EXPECT_TRUE(check_size(make_file("a.json", std::string(1000, '\n'))).empty());
}

TEST(Patterns, finds_what_is_banned_and_where) {
  EXPECT_EQ(banned("a.md", std::string("one\ntwo TO") + "DO\n"), "a.md:2 ");
  EXPECT_EQ(banned("api/a.cpp", "int a = 1;\nusing namespace std;\n"), "api/a.cpp:2 ");
  EXPECT_EQ(banned("api/a.cpp", "auto t = std::chrono::system_clock::now();"), "api/a.cpp:1 ");
  EXPECT_EQ(banned("tests/a.cpp", "std::this_thread::sleep_for(1s);"), "tests/a.cpp:1 ");
  EXPECT_EQ(banned("workflows/a.cpp", "int a;\nfloat b;"), "workflows/a.cpp:2 ");
  EXPECT_EQ(banned("workflows/a.cpp", "std::vector<double> scores;"), "workflows/a.cpp:1 ");
  EXPECT_EQ(banned("storage/a.cpp", "try {} catch (...) {}"), "storage/a.cpp:1 ");
  EXPECT_EQ(banned("a.sh", std::string("cd /ho") + "me/ani"), "a.sh:1 ");
  EXPECT_EQ(banned("a.sh", std::string("cd /wo") + "rk/main"), "a.sh:1 ");
}

TEST(Patterns, leaves_alone_what_only_looks_alike) {
  EXPECT_EQ(banned("workflows/a.cpp", "// double the weight\nint doubled = 2; auto s = \"float\";"), "");
  EXPECT_EQ(banned("engine/rules/a.cpp", "double number = 0;"), "");
  EXPECT_EQ(banned("tools/system_clock.hpp", "std::chrono::system_clock::now()"), "");
  EXPECT_EQ(banned("a.cpp", "using namespace std::literals;"), "");
  EXPECT_EQ(
      banned("a.cpp", std::string("get(\"https://example.org/ho") + "me/\"); open(\"net/wo" + "rk/x\")"), "");
}

TEST(Names, must_say_something) {
  EXPECT_EQ(named("api/a.cpp", "class SessionManager {};\nint b;"), "api/a.cpp:1 ");
  EXPECT_EQ(named("api/string_utils.hpp", ""), "api/string_utils.hpp ");
  EXPECT_EQ(named("api/a.ts", "const domHelper = 1;"), "api/a.ts:1 ");
  EXPECT_EQ(named("api/a.cpp", "#include <utility>\nauto utilisation = Utility::none; // Helper"), "");
}

TEST(Layout, knows_what_stands_at_the_top_and_wants_a_readme_everywhere) {
  const auto found = [](std::vector<std::string> paths) {
    std::vector<File> files = {make_file("README.md", "")};
    for (std::string& path : paths) files.push_back(make_file(std::move(path), ""));
    return places(check_layout(files));
  };
  EXPECT_EQ(found({"notes.txt"}), "notes.txt ");
  EXPECT_EQ(found({"lib/a.cpp"}), "lib ");
  EXPECT_EQ(found({"api/README.md", "api/http/a.cpp"}), "api/http ");
  EXPECT_EQ(found({"api/README.md", "api/http/README.md", "api/http/a.cpp", ".ci/run"}), "");
  EXPECT_EQ(places(check_layout({make_file("LICENSE", "")})), "README.md ");
}

}  // namespace
}  // namespace tidy
