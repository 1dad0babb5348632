// What Redis answered. Reply owns it (move-only); View looks into it and must not outlive it. Not thread-safe, as
// hiredis is not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct redisReply;

namespace dondoc::redis {

// Looking never fails: asking a reply for what it is not gives the empty value (0, "", no elements, nil).
class View {
 public:
  explicit View(const redisReply* reply) : reply_(reply) {}

  bool IsNil() const;
  bool IsError() const;
  bool IsArray() const;
  std::int64_t Integer() const;
  // Strings, simple strings and the text of errors; binary-safe.
  std::string_view Text() const;
  // Elements of an array. An index outside gives a nil View.
  std::size_t size() const;
  View operator[](std::size_t index) const;
  // The value after `name` in an array of names and values, as XINFO and HGETALL answer.
  View Field(std::string_view name) const;

 protected:
  const redisReply* reply_;
};

class Reply : public View {
 public:
  explicit Reply(redisReply* reply);
  Reply(Reply&& other) noexcept;
  Reply& operator=(Reply&& other) noexcept;
  ~Reply();

 private:
  struct Free {
    void operator()(redisReply* reply) const;
  };
  std::unique_ptr<redisReply, Free> owned_;
};

}  // namespace dondoc::redis
