// The rows that a statement returned. Move-only owner of libpq's PGresult; rows are views into it and must not outlive
// it.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "common/postgres/values.h"

namespace dondoc::pg {

class Row {
 public:
  Row(const PGresult* result, int row) : result_(result), row_(row) {}

  // The value of `column`. std::optional<T> for what may be NULL. Throws DecodeError.
  template <typename T>
  T Get(const char* column) const {
    const int index = Index(column);
    if constexpr (IsOptional<T>::value) {
      if (IsNull(index)) return std::nullopt;
      typename T::value_type value{};
      FromText(Text(index), value);
      return value;
    } else {
      if (IsNull(index)) throw DecodeError(std::string("NULL in column ") + column);
      T value{};
      FromText(Text(index), value);
      return value;
    }
  }

 private:
  template <typename T>
  struct IsOptional : std::false_type {};
  template <typename T>
  struct IsOptional<std::optional<T>> : std::true_type {};

  int Index(const char* column) const;
  bool IsNull(int index) const { return PQgetisnull(result_, row_, index) != 0; }
  std::string_view Text(int index) const {
    return {PQgetvalue(result_, row_, index), static_cast<std::size_t>(PQgetlength(result_, row_, index))};
  }

  const PGresult* result_;
  int row_;
};

class Result {
 public:
  explicit Result(PGresult* result) : result_(result) {}

  int size() const { return PQntuples(result_.get()); }
  bool empty() const { return size() == 0; }
  const PGresult* raw() const { return result_.get(); }
  Row operator[](int row) const { return {result_.get(), row}; }
  // Rows inserted, updated or deleted.
  std::int64_t affected() const;

  class Iterator {
   public:
    Iterator(const PGresult* result, int row) : result_(result), row_(row) {}
    Row operator*() const { return {result_, row_}; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return row_ != other.row_; }

   private:
    const PGresult* result_;
    int row_;
  };
  Iterator begin() const { return {result_.get(), 0}; }
  Iterator end() const { return {result_.get(), size()}; }

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  std::unique_ptr<PGresult, Clear> result_;
};

}  // namespace dondoc::pg
