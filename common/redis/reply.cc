#include "common/redis/reply.h"

#include <hiredis/hiredis.h>

#include <utility>

namespace dondoc::redis {

bool View::IsNil() const { return reply_ == nullptr || reply_->type == REDIS_REPLY_NIL; }
bool View::IsError() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_ERROR; }
bool View::IsArray() const { return reply_ != nullptr && reply_->type == REDIS_REPLY_ARRAY; }

std::int64_t View::Integer() const {
  return reply_ != nullptr && reply_->type == REDIS_REPLY_INTEGER ? static_cast<std::int64_t>(reply_->integer) : 0;
}

std::string_view View::Text() const {
  if (reply_ == nullptr) return {};
  const bool text =
      reply_->type == REDIS_REPLY_STRING || reply_->type == REDIS_REPLY_STATUS || reply_->type == REDIS_REPLY_ERROR;
  return text ? std::string_view(reply_->str, reply_->len) : std::string_view();
}

std::size_t View::size() const { return IsArray() ? reply_->elements : 0; }

View View::operator[](std::size_t index) const { return View(index < size() ? reply_->element[index] : nullptr); }

View View::Field(std::string_view name) const {
  for (std::size_t i = 0; i + 1 < size(); i += 2) {
    if ((*this)[i].Text() == name) return (*this)[i + 1];
  }
  return View(nullptr);
}

Reply::Reply(redisReply* reply) : View(reply), owned_(reply) {}
Reply::Reply(Reply&& other) noexcept : View(std::exchange(other.reply_, nullptr)), owned_(std::move(other.owned_)) {}
Reply& Reply::operator=(Reply&& other) noexcept {
  reply_ = std::exchange(other.reply_, nullptr);
  owned_ = std::move(other.owned_);
  return *this;
}
Reply::~Reply() = default;

void Reply::Free::operator()(redisReply* reply) const { freeReplyObject(reply); }

}  // namespace dondoc::redis
