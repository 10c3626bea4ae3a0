// What is JSON and what is not, case by case: y is JSON that we take, n is not JSON, i is where RFC 8259
// leaves room and RFC 7493 (I-JSON) or our own limits decide, named with the decision.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "engine/core/json.hpp"

namespace jejak {
namespace {

using namespace std::string_view_literals;

struct Case {
  const char* name;
  std::string_view text;
};

const Case accepted[] = {
    {"array with spaces", "[[]   ]"sv},
    {"array of an empty string", "[\"\"]"sv},
    {"empty array", "[]"sv},
    {"ends with a newline", "[\"a\"]\n"sv},
    {"heterogeneous array", "[null, 1, \"1\", {}]"sv},
    {"leading space", " [1]"sv},
    {"nulls between", "[1,null,null,null,2]"sv},
    {"trailing space", "[2] "sv},
    {"exponent", "[123e45]"sv},
    {"zero with exponent", "[0e+1]"sv},
    {"zero with bare exponent", "[0e1]"sv},
    {"space after a number", "[ 4]"sv},
    {"double close to zero",
     "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]"sv},
    {"integer with exponent", "[20e1]"sv},
    {"minus zero", "[-0]"sv},
    {"negative integer", "[-123]"sv},
    {"capital exponent", "[1E22]"sv},
    {"capital negative exponent", "[1E-2]"sv},
    {"capital positive exponent", "[1E+2]"sv},
    {"fraction and exponent", "[123.456e78]"sv},
    {"simple real", "[123.456789]"sv},
    {"empty object", "{}"sv},
    {"empty key", "{\"\":0}"sv},
    {"key with an escape that is not nul", "{\"foo\\u0001bar\": 42}"sv},
    {"extreme numbers", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"sv},
    {"object with newlines", "{\n\"a\": \"b\"\n}"sv},
    {"every escape", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"sv},
    {"escaped backslash before u", "[\"\\\\u0000\"]"sv},
    {"surrogate pair", "[\"\\uD801\\udc37\"]"sv},
    {"two surrogate pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"sv},
    {"escaped control", "[\"\\u0012\"]"sv},
    {"escaped noncharacter", "[\"\\uFFFF\"]"sv},
    {"noncharacter as utf-8", "[\"\xef\xbf\xbf\"]"sv},
    {"last code point", "[\"\xf4\x8f\xbf\xbf\"]"sv},
    {"noncharacter beyond the first plane", "[\"\xf0\x9b\xbf\xbf\"]"sv},
    {"private use", "[\"\xee\x80\x80\"]"sv},
    {"line separator", "[\"\xe2\x80\xa8\"]"sv},
    {"delete character", "[\"\x7f\"]"sv},
    {"comments inside a string", "[\"a/*b*/c/*d//e\"]"sv},
    {"two-byte utf-8", "[\"\xc3\xa9\"]"sv},
    {"lonely false", "false"sv},
    {"lonely integer", "42"sv},
    {"lonely null", "null"sv},
    {"lonely string", "\"asd\""sv},
    {"empty string", "\"\""sv},
    {"every white space", " \t\r\n[] \t\r\n"sv},
    {"byte order mark inside a string", "[\"\xef\xbb\xbf\"]"sv},
};

const Case not_json[] = {
    {"nothing", ""sv},
    {"only white space", " "sv},
    {"byte order mark alone", "\xef\xbb\xbf"sv},
    {"value without comma", "[1 true]"sv},
    {"colon in an array", "[\"\": 1]"sv},
    {"comma after the array", "[\"\"],"sv},
    {"comma and number", "[,1]"sv},
    {"double comma", "[1,,2]"sv},
    {"double extra comma", "[\"x\",,]"sv},
    {"extra close", "[\"x\"]]"sv},
    {"trailing comma", "[\"\",]"sv},
    {"incomplete array", "[\"x\""sv},
    {"inner array without comma", "[3[4]]"sv},
    {"just comma", "[,]"sv},
    {"just minus", "[-]"sv},
    {"missing value", "[   , \"\"]"sv},
    {"newlines unclosed", "[\"a\",\n4\n,1,"sv},
    {"star inside", "[*]"sv},
    {"unclosed with object", "[{}"sv},
    {"incomplete false", "[fals]"sv},
    {"incomplete null", "[nul]"sv},
    {"incomplete true", "[tru]"sv},
    {"capital true", "[True]"sv},
    {"multidigit number then nul", "123\0"sv},
    {"double plus", "[++1234]"sv},
    {"plus one", "[+1]"sv},
    {"plus infinity", "[+Inf]"sv},
    {"minus leading zero", "[-01]"sv},
    {"minus one point", "[-1.0.]"sv},
    {"minus two point", "[-2.]"sv},
    {"not a number", "[NaN]"sv},
    {"negative not a number", "[-NaN]"sv},
    {"infinity", "[Infinity]"sv},
    {"leading point", "[.123]"sv},
    {"point minus", "[.-1]"sv},
    {"zero point exponent", "[0.e1]"sv},
    {"zero capital exponent plus", "[0E+]"sv},
    {"zero exponent", "[0e]"sv},
    {"one point exponent", "[1.0e]"sv},
    {"exponent plus minus", "[1.0e+-2]"sv},
    {"exponent plus", "[1.0e+]"sv},
    {"one thousand with a space", "[1 000.0]"sv},
    {"two point", "[2.e3]"sv},
    {"nine e point", "[9.e+]"sv},
    {"expression", "[1+2]"sv},
    {"hexadecimal", "[0x42]"sv},
    {"hexadecimal one digit", "[0x1]"sv},
    {"leading zero", "[012]"sv},
    {"minus and space", "[- 1]"sv},
    {"letters after a number", "[123abc]"sv},
    {"full-width digit", "[\xef\xbc\x91]"sv},
    {"single quotes", "['a']"sv},
    {"bad value", "[\"x\", truth]"sv},
    {"bracket for a key", "{[: \"x\"}\n"sv},
    {"comma instead of colon", "{\"x\", null}"sv},
    {"double colon", "{\"x\"::\"b\"}"sv},
    {"emoji as key", "{\xf0\x9f\x87\xa8\xf0\x9f\x87\xad}"sv},
    {"garbage at end", "{\"a\":\"a\" 123}"sv},
    {"key with single quotes", "{key: 'value'}"sv},
    {"missing colon", "{\"a\" b}"sv},
    {"missing key", "{:\"b\"}"sv},
    {"missing semicolon value", "{\"a\":"sv},
    {"no colon", "{\"a\""sv},
    {"non-string key", "{1:1}"sv},
    {"object trailing comma", "{\"id\":0,}"sv},
    {"object trailing comment", "{\"a\":\"b\"}/**/"sv},
    {"object slash comment", "{\"a\":\"b\"}//"sv},
    {"two commas in a row", "{\"a\":\"b\",,\"c\":\"d\"}"sv},
    {"unquoted key", "{a: \"b\"}"sv},
    {"unterminated value", "{\"a\":\"a"sv},
    {"single string in object", "{ \"foo\" : \"bar\", \"a\" }"sv},
    {"one space after start", " "sv},
    {"one surrogate and escape", "[\"\\uD800\\\"]"sv},
    {"one surrogate and bad u", "[\"\\uD800\\u\"]"sv},
    {"one surrogate and short u", "[\"\\uD800\\u1\"]"sv},
    {"accentuated without quotes", "[\xc3\xa9]"sv},
    {"backslash and nul", "[\"\\\0\"]"sv},
    {"escaped x", "[\"\\x00\"]"sv},
    {"escaped backslash bad", "[\"\\\\\\\"]"sv},
    {"escaped tab character", "[\"\\\t\"]"sv},
    {"escaped emoji", "[\"\\\xf0\x9f\x8c\x80\"]"sv},
    {"incomplete escape", "[\"\\\"]"sv},
    {"incomplete unicode escape", "[\"\\u00A\"]"sv},
    {"bad hexadecimal", "[\"\\uqqqq\"]"sv},
    {"capital u", "\"\\UA66D\""sv},
    {"leading escaped thin space", "[\\u0020\"asd\"]"sv},
    {"raw newline", "[\"new\nline\"]"sv},
    {"raw tab", "[\"\t\"]"sv},
    {"raw nul", "[\"a\0a\"]"sv},
    {"raw escape character", "[\"a\x1b\"]"sv},
    {"one double quote", "\""sv},
    {"string with trailing text", "\"\"x"sv},
    {"angle brackets", "<.>"sv},
    {"ascii unicode identifier", "a\xc3\xa5"sv},
    {"capitalised null", "[Null]"sv},
    {"comma instead of closing brace", "{\"x\": true,"sv},
    {"object followed by close", "{}}"sv},
    {"object with comment inside", "{\"a\":/*comment*/\"b\"}"sv},
    {"open array and brace", "[{"sv},
    {"open object and comma", "{,"sv},
    {"open object and string with apostrophes", "{'a'"sv},
    {"two values", "1 2"sv},
    {"unclosed false", "[ false, nul"sv},
    {"form feed as white space", "[\f]"sv},
    {"word joiner as white space", "[\xe2\x81\xa0]"sv},
    {"no-break space", "[\xc2\xa0]"sv},
    {"byte order mark before the value", "\xef\xbb\xbf{}"sv},
    {"utf-16 little endian", "\xff\xfe[\0\"\0\xe9\0\"\0]\0"sv},
    {"utf-16 without mark", "\0[\0\"\0\xe9\0\"\0]"sv},
    {"truncated utf-8", "[\"\xe0\xff\"]"sv},
    {"latin-1", "[\"\xe9\"]"sv},
    {"lonely continuation byte", "[\"\x81\"]"sv},
    {"overlong slash in two bytes", "[\"\xc0\xaf\"]"sv},
    {"overlong in three bytes", "[\"\xe0\x80\xaf\"]"sv},
    {"overlong in four bytes", "[\"\xf0\x80\x80\xaf\"]"sv},
    {"overlong in six bytes", "[\"\xfc\x83\xbf\xbf\xbf\xbf\"]"sv},
    {"surrogate as utf-8", "[\"\xed\xa0\x80\"]"sv},
    {"beyond the last code point", "[\"\xf4\xbf\xbf\xbf\"]"sv},
    {"cut in a four-byte character", "[\"\xf0\x9f\x98\"]"sv},
};

const Case refused_by_choice[] = {
    {"duplicate key (I-JSON 2.3)", "{\"a\":\"b\",\"a\":\"c\"}"sv},
    {"duplicate key and value (I-JSON 2.3)", "{\"a\":\"b\",\"a\":\"b\"}"sv},
    {"escaped nul (our texts end up in C interfaces)", "[\"\\u0000\"]"sv},
    {"escaped nul in a key", "{\"foo\\u0000bar\": 42}"sv},
    {"first half of a surrogate pair (I-JSON 2.1)", "[\"\\uDADA\"]"sv},
    {"second half of a surrogate pair", "[\"\\uDFAA\"]"sv},
    {"inverted surrogates", "[\"\\uDd1e\\uD834\"]"sv},
    {"first half and a letter", "[\"\\uD800abc\"]"sv},
    {"first half twice", "[\"\\uD800\\uD800\\n\"]"sv},
    {"huge exponent", "[1.5e+9999]"sv},
    {"huge negative exponent beyond counting",
     "[0.4e00669999999999999999999999999999999999999999999999999969999999006]"sv},
    {"positive overflow", "[123123e100000]"sv},
    {"negative overflow", "[-123123e100000]"sv},
    {"very large integer (I-JSON 2.2)", "[100000000000000000000]"sv},
    {"very large negative integer", "[-123123123123123123123123123123]"sv},
};

TEST(Json_corpus, takes_what_is_json) {
  for (const auto& [name, text] : accepted) {
    const auto value = parse_json(text);
    EXPECT_TRUE(value.has_value()) << name << ": " << value.error().message;
    EXPECT_TRUE(parse_own_json(text).has_value()) << name;
  }
}

TEST(Json_corpus, refuses_what_is_not_json) {
  for (const auto& [name, text] : not_json) {
    const auto value = parse_json(text);
    ASSERT_FALSE(value.has_value()) << name;
    EXPECT_LE(value.error().offset, text.size()) << name;
    EXPECT_FALSE(value.error().message.empty()) << name;
    EXPECT_FALSE(parse_own_json(text).has_value()) << name;
  }
}

TEST(Json_corpus, refuses_json_that_two_readers_may_understand_differently) {
  for (const auto& [name, text] : refused_by_choice) EXPECT_FALSE(parse_json(text).has_value()) << name;
}

TEST(Json_corpus, reads_a_number_too_small_for_a_double_as_zero) {
  EXPECT_EQ(*parse_json("[123e-10000000]"), json::value(json::array{0.0}));
}

}  // namespace
}  // namespace jejak
