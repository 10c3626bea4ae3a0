// Our checker and SPIN on the same machines, most of them with a fault planted in them: the same verdicts.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "engine/statechart/check.hpp"
#include "engine/statechart/graph.hpp"
#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

namespace files = std::filesystem;

struct Verdicts {
  bool deadlock = false;              // a configuration that nothing leads out of, and not an end
  bool livelock = false;              // a step that never settles
  bool no_end = false;                // the end is never reached
  std::set<std::string> unreachable;  // pointers of the outermost
  bool operator==(const Verdicts&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Verdicts& verdicts) {
  out << "deadlock " << verdicts.deadlock << ", livelock " << verdicts.livelock << ", no end "
      << verdicts.no_end;
  for (const auto& id : verdicts.unreachable) out << ", unreachable " << id;
  return out;
}

std::string content(const files::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

Verdicts ours(const Definition& definition, const json::value& document) {
  Verdicts verdicts;
  for (const Finding& finding : check(definition, document)) {
    verdicts.deadlock |=
        finding.code == "no_way_out" || finding.code == "stuck" || finding.code == "unheeded_end";
    verdicts.livelock |= finding.code == "never_settles";
    verdicts.no_end |= finding.code == "no_end" || finding.code == "end_unreachable";
    if (finding.code == "unreachable") verdicts.unreachable.insert(finding.pointer);
  }
  return verdicts;
}

// State numbers of the export, from its comments, as pointers.
std::string pointer_of(const std::string& promela, const std::string& number, const std::string& machine) {
  const std::size_t start = promela.find("/* state " + number + " ") + number.size() + 10;
  std::string id = promela.substr(start, promela.find(" */", start) - start);
  id.erase(0, machine.size());
  std::string pointer = "/machine";
  for (const char character : id) pointer += character == '.' ? "/states/" : std::string(1, character);
  return pointer;
}

Verdicts of_spin(const std::string& promela, const files::path& folder) {
  files::create_directories(folder);
  std::ofstream(folder / "m.pml") << promela;
  const std::string in = "cd '" + folder.string() + "' && ";
  const auto run = [&](const std::string& command) {
    EXPECT_EQ(std::system((in + command).c_str()), 0) << command << "\n" << content(folder / "log");
  };
  run("spin -a m.pml > log 2>&1 && gcc -w -O0 -DSAFETY -DNOREDUCE -o safety pan.c >> log 2>&1");
  run("gcc -w -O0 -DNP -DNOREDUCE -o progress pan.c >> log 2>&1");
  run("./safety -c0 -w18 -m100000 > safety.txt 2>&1; ./progress -l -w18 -m100000 > progress.txt 2>&1; true");
  const std::string safety = content(folder / "safety.txt");
  EXPECT_EQ(safety.find("max search depth too small"), std::string::npos);
  Verdicts verdicts;
  verdicts.deadlock = safety.find("invalid end state (at depth") != std::string::npos;
  verdicts.livelock =
      content(folder / "progress.txt").find("non-progress cycle (at depth") != std::string::npos;
  verdicts.no_end = safety.find("\"machine_ended = 1\"") != std::string::npos;
  const std::string mark = "\"state_active = ";
  for (std::size_t at = safety.find(mark); at != safety.npos; at = safety.find(mark, at + 1)) {
    const std::size_t start = at + mark.size();
    const std::string number = safety.substr(start, safety.find('"', start) - start);
    if (promela.find("/* state " + number + " ") != promela.npos)
      verdicts.unreachable.insert(pointer_of(promela, number, "m"));
  }
  // As we tell it: only the outermost.
  std::erase_if(verdicts.unreachable, [all = verdicts.unreachable](const std::string& pointer) {
    return std::ranges::any_of(
        all, [&](const std::string& outer) { return pointer.starts_with(outer + "/states/"); });
  });
  return verdicts;
}

struct Case {
  std::string name;
  std::string states;
  Verdicts expected;
};

const std::vector<Case> cases = {
    {"sound", R"("x":{"on":{"GO":"f"}},"f":{"type":"final"})", {}},
    {"deadlock", R"("x":{"on":{"A":"y","B":"f"}},"y":{},"f":{"type":"final"})", {true, false, false, {}}},
    {"forbidden_way",
     R"("x":{"initial":"a","on":{"A":"f"},"states":{"a":{"on":{"B":"b"}},"b":{"on":{"A":{}}}}},"f":{"type":"final"})",
     {true, false, false, {}}},
    {"unreachable",
     R"("x":{"on":{"A":"f"}},"y":{"initial":"z","states":{"z":{"on":{"A":"#m.f"}}}},"f":{"type":"final"})",
     {false, false, false, {"/machine/states/y"}}},
    {"shadowed",
     R"("x":{"on":{"A":["f","y"]}},"y":{"on":{"A":"f"}},"f":{"type":"final"})",
     {false, false, false, {"/machine/states/y"}}},
    {"contradiction",
     R"("x":{"on":{"A":{"target":"y","guard":"no"},"B":"f"}},"y":{"on":{"A":"f"}},"f":{"type":"final"})",
     {false, false, false, {"/machine/states/y"}}},
    {"livelock",
     R"("x":{"on":{"A":"y","F":"f"}},"y":{"always":"z"},"z":{"always":"y"},"f":{"type":"final"})",
     {false, true, false, {}}},
    {"no_final", R"("x":{"on":{"A":"y"}},"y":{"on":{"A":"x"}})", {false, false, true, {}}},
    {"final_unreachable",
     R"("x":{"on":{"A":"y"}},"y":{"on":{"A":"x"}},"f":{"type":"final"})",
     {false, false, true, {"/machine/states/f"}}},
    {"preempted",
     R"("x":{"initial":"a","on":{"A":"f"},"states":{"a":{"on":{"A":"b"}},"b":{"on":{"A":"a"}}}},"f":{"type":"final"})",
     {false, false, true, {"/machine/states/f"}}},
    {"timer", R"("x":{"after":{"1000":"y"}},"y":{"after":{"5":"f"}},"f":{"type":"final"})", {}},
    {"guarded",
     R"("x":{"on":{"A":[{"target":"y","guard":"g"},"f"]}},"y":{"on":{"*":"f"}},"f":{"type":"final"})",
     {}},
    {"parallel",
     R"("p":{"type":"parallel","onDone":"f","states":{
        "a":{"initial":"i","states":{"i":{"on":{"A":"j"}},"j":{"type":"final"}}},
        "b":{"initial":"i","states":{"i":{"on":{"A":"j"}},"j":{"type":"final"}}}}},"f":{"type":"final"})",
     {}},
    {"half_parallel",
     R"("p":{"type":"parallel","onDone":"f","states":{
        "a":{"initial":"i","states":{"i":{"on":{"A":"j"}},"j":{"type":"final"}}},
        "b":{"initial":"i","states":{"i":{"on":{"A":"j"}},"j":{}}}}},"f":{"type":"final"})",
     {true, false, true, {"/machine/states/f"}}},
    {"other_region",
     R"("p":{"type":"parallel","states":{"a":{"initial":"i","states":{"i":{}}},
        "b":{"initial":"i","states":{"i":{"on":{"A":"#m.f"}}}}}},"f":{"type":"final"})",
     {}},
    {"nested_end",
     R"("x":{"initial":"a","states":{"a":{"on":{"A":"b","F":"#m.f"}},"b":{"type":"final"}}},"f":{"type":"final"})",
     {true, false, false, {}}},
    {"done",
     R"("x":{"initial":"a","onDone":"y","states":{"a":{"on":{"A":"b"}},"b":{"type":"final"}}},"y":{"on":{"A":"f"}},"f":{"type":"final"})",
     {}},
    {"history",
     R"("x":{"initial":"a","on":{"PAUSE":"w"},"states":{"a":{"on":{"A":"b"}},"b":{"on":{"A":"#m.f"}},"h":{"type":"history"}}},
        "w":{"on":{"BACK":"#m.x.h"}},"f":{"type":"final"})",
     {}},
    {"deep_history",
     R"("x":{"initial":"a","on":{"PAUSE":"w"},"states":{"a":{"initial":"c","states":{"c":{"on":{"A":"d"}},"d":{"on":{"A":"#m.f"}},"e":{}}},
        "h":{"type":"history","history":"deep"}}},"w":{"on":{"BACK":"#m.x.h"}},"f":{"type":"final"})",
     {false, false, false, {"/machine/states/x/states/a/states/e"}}},
};

std::string definition_with(const std::string& states) {
  const std::string start = states.substr(1, states.find('"', 1) - 1);
  return R"({"id":"d","version":"1","guards":{"g":{"var":"event.data.yes"},"no":{"and":[{"===":[{"var":"event.data.n"},1]},{"===":[{"var":"event.data.n"},2]}]}},
            "machine":{"id":"m","initial":")" +
         start + R"(","states":{)" + states + "}}}";
}

TEST(Spin, comes_to_the_same_verdicts) {
  const bool installed = std::system("command -v spin >/dev/null && command -v gcc >/dev/null") == 0;
  const files::path folder =
      files::temp_directory_path() / ("spin-" + std::to_string(std::random_device()()));
  for (const Case& one : cases) {
    const json::value document = parsed(definition_with(one.states));
    const auto definition = compile(document);
    ASSERT_TRUE(definition) << one.name << ": " << definition.error()[0].message;
    EXPECT_EQ(ours(**definition, document), one.expected) << one.name;
    if (installed) {
      EXPECT_EQ(of_spin(to_promela(**definition), folder / one.name), one.expected) << one.name;
    }
  }
  files::remove_all(folder);
  if (!installed) GTEST_SKIP() << "spin or gcc is not installed: only our own verdicts were compared";
}

// The configurations of the shipped definitions under free guards: all of SPIN's states are ours, and none is
// stuck but where we say so.
TEST(Spin, agrees_on_the_shipped_definition) {
  if (std::system("command -v spin >/dev/null && command -v gcc >/dev/null") != 0)
    GTEST_SKIP() << "spin or gcc is not installed";
  const json::value document =
      parsed(content(files::path(JEJAK_SOURCE_DIR) / "workflows/definitions/kipp.json"));
  const auto definition = compile(document);
  ASSERT_TRUE(definition);
  const files::path folder =
      files::temp_directory_path() / ("spin-" + std::to_string(std::random_device()()));
  EXPECT_EQ(of_spin(to_promela(**definition), folder), ours(**definition, document));
  files::remove_all(folder);
}

}  // namespace
}  // namespace jejak::statechart
