#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::sqlite {

// Connections (with their statements) that are lent to one thread at a time and kept for the next.
template <class Reader>
class ReaderPool {
 public:
  using Make = std::function<Result<std::unique_ptr<Reader>, Failure>()>;
  explicit ReaderPool(Make make) : make_(std::move(make)) {}

  // A reader on loan; goes back to the pool at the end of its life.
  class Loan {
   public:
    Loan(ReaderPool& pool, std::unique_ptr<Reader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Loan(Loan&& other) noexcept = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan() {
      if (reader_) pool_->give_back(std::move(reader_));
    }
    Reader* operator->() const { return reader_.get(); }
    Reader& operator*() const { return *reader_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Reader> reader_;
  };

  Result<Loan, Failure> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Loan loan(*this, std::move(idle_.back()));
        idle_.pop_back();
        return loan;
      }
    }
    auto made = make_();
    if (!made) return made.error();
    return Loan(*this, std::move(*made));
  }

  void clear() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  static constexpr std::size_t idle_max = 8;
  void give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_max) idle_.push_back(std::move(reader));
  }

  Make make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace jejak::sqlite
