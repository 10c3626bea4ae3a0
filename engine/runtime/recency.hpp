#pragma once
#include <cstddef>

namespace jejak {

// A link of an intrusive list; what is kept in order of use derives from it and must not move while it is linked.
struct RecencyLink {
  RecencyLink* before = this;
  RecencyLink* after = this;

  RecencyLink() = default;
  RecencyLink(const RecencyLink&) = delete;
  RecencyLink& operator=(const RecencyLink&) = delete;
  ~RecencyLink() { unlink(); }

  void unlink() {
    before->after = after;
    after->before = before;
    before = after = this;
  }
};

// Things in order of their last use, without an allocation per use. T derives from RecencyLink.
template <class T>
class Recency {
 public:
  void used(T& item) {
    item.unlink();
    item.before = &ends_;
    item.after = ends_.after;
    ends_.after->before = &item;
    ends_.after = &item;
  }
  T* least_recent() { return ends_.before == &ends_ ? nullptr : static_cast<T*>(ends_.before); }

 private:
  RecencyLink ends_;
};

}  // namespace jejak
