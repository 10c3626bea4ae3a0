#include "workflows/jury/assignment.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <numeric>

namespace jejak::workflows {

namespace {

using Pair = AssignmentProblem::Pair;

// Sebastiano Vigna's SplitMix64: one addition and two multiplications a number.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  void shuffle(std::vector<std::size_t>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

constexpr std::size_t none = static_cast<std::size_t>(-1);

// The flow network, kept implicit. Nodes: a proposal, a proposal's part of one element, a juror.
class Planner {
 public:
  explicit Planner(const AssignmentProblem& problem)
      : problem_(problem), chance_(problem.seed), jurors_(problem.jurors.size()), elements_(problem.at_least.size()),
        added_(problem.pairs.size(), 0), loads_(jurors_), has_(problem.proposals), of_(problem.proposals * elements_) {
    for (std::size_t p = 0; p < problem.proposals; ++p) {
      for (std::size_t j = 0; j < jurors_; ++j) {
        if (problem.pairs[p * jurors_ + j] == Pair::kept) count(p, j, true);
      }
    }
    by_chance_.resize(jurors_);
    std::iota(by_chance_.begin(), by_chance_.end(), 0U);
    chance_.shuffle(by_chance_);
  }
  AssignmentPlan plan();

 private:
  void count(std::size_t p, std::size_t j, bool more);
  void set(std::size_t p, std::size_t j, bool more) {
    added_[p * jurors_ + j] = more ? 1 : 0;
    count(p, j, more);
  }
  bool open(std::size_t p, std::size_t j) const {
    return problem_.pairs[p * jurors_ + j] == Pair::open && added_[p * jurors_ + j] == 0;
  }
  bool has_room(std::size_t j) const { return loads_[j] < problem_.jurors[j].load_max; }
  std::size_t part(std::size_t p, std::size_t e) const { return problem_.proposals + p * elements_ + e; }
  std::size_t juror_node(std::size_t j) const { return problem_.proposals * (1 + elements_) + j; }
  bool give_directly(std::size_t p, std::size_t element);
  std::size_t search(std::size_t start, const std::function<bool(std::size_t)>& ends);
  void visit(std::size_t node, std::size_t from, std::deque<std::size_t>& queue);
  void expand(std::size_t node, std::deque<std::size_t>& queue);
  void take(std::size_t node);
  bool serve(std::size_t p, std::size_t element);
  void find_lacks(std::size_t p);
  void balance();

  const AssignmentProblem& problem_;
  SplitMix64 chance_;
  std::size_t jurors_, elements_;
  std::vector<char> added_;
  std::vector<std::size_t> loads_, has_, of_, by_chance_;
  std::vector<std::size_t> from_;    // the node before, in the running search; its own number at the start
  std::vector<char> closed_;         // jurors and nodes that lead to nobody who could take more
  AssignmentPlan plan_;
};

void Planner::count(std::size_t p, std::size_t j, bool more) {
  const std::size_t by = more ? 1 : none;  // adding `none` takes one away
  loads_[j] += by;
  has_[p] += by;
  of_[p * elements_ + problem_.jurors[j].element] += by;
}

// The least loaded juror with room, one of them by chance. `element` none: of any.
bool Planner::give_directly(std::size_t p, std::size_t element) {
  std::size_t best = none, equals = 0;
  for (std::size_t j = 0; j < jurors_; ++j) {
    if ((element != none && problem_.jurors[j].element != element) || !open(p, j) || !has_room(j)) continue;
    if (best == none || loads_[j] < loads_[best]) {
      best = j;
      equals = 1;
    } else if (loads_[j] == loads_[best] && chance_.below(++equals) == 0) {
      best = j;
    }
  }
  if (best == none) return false;
  set(p, best, true);
  return true;
}

void Planner::visit(std::size_t node, std::size_t from, std::deque<std::size_t>& queue) {
  if (from_[node] != none || closed_[node] != 0) return;
  from_[node] = from;
  queue.push_back(node);
}

void Planner::expand(std::size_t node, std::deque<std::size_t>& queue) {
  const std::size_t proposals = problem_.proposals;
  if (node < proposals) {
    for (std::size_t e = 0; e < elements_; ++e) visit(part(node, e), node, queue);
  } else if (node < juror_node(0)) {
    const std::size_t p = (node - proposals) / elements_, e = (node - proposals) % elements_;
    for (const std::size_t j : by_chance_) {
      if (problem_.jurors[j].element == e && open(p, j)) visit(juror_node(j), node, queue);
    }
    if (of_[p * elements_ + e] > problem_.at_least[e]) visit(p, node, queue);
  } else {
    const std::size_t j = node - juror_node(0);
    for (std::size_t p = 0; p < proposals; ++p) {
      if (added_[p * jurors_ + j] != 0) visit(part(p, problem_.jurors[j].element), node, queue);
    }
  }
}

// The juror at the end of a way from `start`; none where there is none.
std::size_t Planner::search(std::size_t start, const std::function<bool(std::size_t)>& ends) {
  from_.assign(juror_node(jurors_), none);
  std::deque<std::size_t> queue;
  visit(start, start, queue);
  while (!queue.empty()) {
    const std::size_t node = queue.front();
    queue.pop_front();
    if (node >= juror_node(0) && node != start && ends(node - juror_node(0))) return node;
    expand(node, queue);
  }
  return none;
}

// Goes the way that was found, backwards: on to a juror is a pair more, off a juror a pair less.
void Planner::take(std::size_t node) {
  while (from_[node] != node) {
    const std::size_t before = from_[node];
    if (node >= juror_node(0)) {
      set((before - problem_.proposals) / elements_, node - juror_node(0), true);
    } else if (before >= juror_node(0)) {
      set((node - problem_.proposals) / elements_, before - juror_node(0), false);
    }
    node = before;
  }
}

bool Planner::serve(std::size_t p, std::size_t element) {
  if (give_directly(p, element)) return true;
  const auto found = search(element == none ? p : part(p, element), [this](std::size_t j) { return has_room(j); });
  if (found != none) {
    take(found);
    return true;
  }
  if (plan_.starved.empty()) {
    for (std::size_t j = 0; j < jurors_; ++j) {
      if (from_[juror_node(j)] != none) plan_.full.push_back(j);
    }
  }
  if (std::ranges::find(plan_.starved, p) == plan_.starved.end()) plan_.starved.push_back(p);
  return false;
}

void Planner::find_lacks(std::size_t p) {
  for (std::size_t e = 0; e < elements_; ++e) {
    const std::size_t has = of_[p * elements_ + e];
    if (has < problem_.at_least[e]) plan_.lacks.push_back({p, e, has, problem_.at_least[e]});
  }
  if (has_[p] < problem_.per_proposal) plan_.lacks.push_back({p, std::nullopt, has_[p], problem_.per_proposal});
}

// From the most loaded juror down: whoever leads to one with two proposals less hands one over along the way.
void Planner::balance() {
  for (;;) {
    std::size_t most = none;
    for (const std::size_t j : by_chance_) {
      if (closed_[juror_node(j)] == 0 && (most == none || loads_[j] > loads_[most])) most = j;
    }
    if (most == none) return;
    const auto lighter = [&](std::size_t j) { return has_room(j) && loads_[j] + 2 <= loads_[most]; };
    const auto found = search(juror_node(most), lighter);
    if (found != none) {
      take(found);
      continue;
    }
    for (std::size_t node = 0; node < from_.size(); ++node) {
      if (from_[node] != none) closed_[node] = 1;
    }
  }
}

AssignmentPlan Planner::plan() {
  closed_.assign(juror_node(jurors_), 0);
  std::vector<std::size_t> order(problem_.proposals);
  std::iota(order.begin(), order.end(), 0U);
  chance_.shuffle(order);
  for (const std::size_t p : order) {
    for (std::size_t e = 0; e < elements_; ++e) {
      while (of_[p * elements_ + e] < problem_.at_least[e] && serve(p, e)) {
      }
    }
  }
  for (const std::size_t p : order) {
    while (has_[p] < problem_.per_proposal && serve(p, none)) {
    }
  }
  balance();
  plan_.added.resize(problem_.proposals);
  for (std::size_t p = 0; p < problem_.proposals; ++p) find_lacks(p);
  for (std::size_t p = 0; p < problem_.proposals; ++p) {
    for (std::size_t j = 0; j < jurors_; ++j) {
      if (added_[p * jurors_ + j] != 0) plan_.added[p].push_back(j);
    }
  }
  plan_.loads = loads_;
  return std::move(plan_);
}

}  // namespace

AssignmentPlan plan_assignment(const AssignmentProblem& problem) { return Planner(problem).plan(); }

}  // namespace jejak::workflows
