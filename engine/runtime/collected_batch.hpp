#pragma once
#include <string>
#include <vector>

#include "engine/ports/view_store.hpp"

namespace jejak {

// What one batch of events changed in the views, ready for the store: rows with their bytes.
struct CollectedBatch {
  ViewBatch batch;
  std::vector<bool> changed;  // by view: some row of it

  void clear();
  // The documents' bytes are appended to `bytes`; add() is called after each row's. point() sets the rows' views of them
  // when the last one was added.
  std::string bytes;
  void add(const ViewBatch::Row& row);
  void point();

  // Makes the rows independent of the documents that they came from: keys are copied, and the documents stay away until
  // parse_rows() makes them anew from their bytes. Afterwards the batch can be committed while the documents change.
  void detach();

 private:
  std::vector<std::size_t> ends_;  // where each row's bytes end
  std::string keys_;
};

}  // namespace jejak
