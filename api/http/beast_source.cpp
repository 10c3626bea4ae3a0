// Beast's own code, compiled once for the program (BOOST_BEAST_SEPARATE_COMPILATION). Its assertions are off,
// for one of them is wrong: the last chunk of an empty body, arriving in two pieces, breaks "n >= 5" in
// basic_parser::parse_chunk_header and would stop a debug build; the code after it copes.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/src.hpp>
