#include <memory>

#include "common/status/status.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

using directive::v1::Directive;
using Stub = directive::v1::DirectiveService::Stub;

struct Object {
  Directive directive;
  bool made = false;
};

template <typename Request>
Request RequestFor(Country& country, const Directive& directive) {
  Request request;
  request.set_request_id(country.NewId());
  request.set_directive_id(directive.id());
  request.set_etag(directive.etag());
  return request;
}

Directive Correct(Country& country, const Directive& draft) {
  auto request = RequestFor<directive::v1::CorrectDirectiveRequest>(country, draft);
  request.add_corrections()->mutable_set()->set_field("subject");
  request.mutable_corrections(0)->mutable_set()->set_value("Kế hoạch đã sửa");
  return country.Must<Directive>(*country.directives, &Stub::CorrectDirective, request);
}

Directive Discard(Country& country, const Directive& draft) {
  return country.Must<Directive>(*country.directives, &Stub::DiscardDirective,
                                 RequestFor<directive::v1::DiscardDirectiveRequest>(country, draft));
}

template <typename Request>
Subject Write(const std::string& rpc, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Directive*),
              const std::function<Directive(Country&, const Directive&)>& before) {
  auto draft = std::make_shared<Directive>();
  return {.rpc = rpc,
          .about = About::kDraft,
          .prepare =
              [=](Country& country) {
                *draft = country.NewDraft();
                if (before) *draft = before(country, *draft);
              },
          .call =
              [=](Country& country) {
                auto request = RequestFor<Request>(country, *draft);
                if constexpr (requires { request.set_reason(""); }) request.set_reason("Đăng ký nhầm");
                if constexpr (requires { request.add_corrections(); }) {
                  request.add_corrections()->mutable_set()->set_field("subject");
                  request.mutable_corrections(0)->mutable_set()->set_value("Kế hoạch đã sửa");
                }
                return country.Call<Directive>(*country.directives, method, request).status();
              },
          .object = [=] { return draft->id(); }};
}

template <typename Response, typename Request>
Subject Read(const std::string& rpc, const std::shared_ptr<Object>& issued,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const std::function<Request(Country&, const Directive&)>& request,
             const std::function<bool(const Response&, const Directive&)>& shows = nullptr) {
  return {.rpc = rpc,
          .about = About::kIssued,
          .is_list = shows != nullptr,
          .prepare =
              [=](Country& country) {
                if (!issued->made) issued->directive = country.Issue(Correct(country, country.NewDraft()));
                issued->made = true;
              },
          .call = [=](Country& country) -> absl::Status {
            const auto answer =
                country.Call<Response>(*country.directives, method, request(country, issued->directive));
            if (!answer.ok()) return answer.status();
            return !shows || shows(*answer, issued->directive) ? absl::OkStatus() : NotShown();
          },
          .object = [=] { return issued->directive.id(); }};
}

template <typename Response>
bool Shows(const Response& response, const Directive& directive) {
  for (const auto& one : response.directives()) {
    if constexpr (requires { one.directive(); }) {
      if (one.directive().id() == directive.id()) return true;
    } else {
      if (one.id() == directive.id()) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Subject> DirectiveSubjects() {
  using namespace directive::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  auto issued = std::make_shared<Object>();
  return {
      {.rpc = "IngestDirective",
       .about = About::kNothing,
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             IngestDirectiveRequest request;
             request.set_request_id(country.NewId());
             request.set_file_name("a.txt");
             request.set_issuer_unit_id(country.issuer);
             request.set_file("KẾ HOẠCH\n\nSố " + country.NewId() + "\n");
             return country.Call<IngestDirectiveResponse>(*country.directives, &Stub::IngestDirective, request)
                 .status();
           }},
      Write("CorrectDirective", &Stub::CorrectDirective, nullptr),
      Write("UndoCorrection", &Stub::UndoCorrection, Correct),
      Write("ResolveDirective", &Stub::ResolveDirective, nullptr),
      Write("IssueDirective", &Stub::IssueDirective, nullptr),
      Write("DiscardDirective", &Stub::DiscardDirective, nullptr),
      Write("RestoreDirective", &Stub::RestoreDirective, Discard),
      Read<Directive, GetDirectiveRequest>("GetDirective", issued, &Stub::GetDirective,
                                           [](Country&, const Directive& directive) {
                                             GetDirectiveRequest request;
                                             request.set_directive(directive.number());
                                             return request;
                                           }),
      Read<GetFileResponse, GetFileRequest>("GetFile", issued, &Stub::GetFile,
                                            [](Country&, const Directive& directive) {
                                              GetFileRequest request;
                                              request.set_directive_id(directive.id());
                                              return request;
                                            }),
      Read<ListCorrectionsResponse, ListCorrectionsRequest>("ListCorrections", issued, &Stub::ListCorrections,
                                                            [](Country&, const Directive& directive) {
                                                              ListCorrectionsRequest request;
                                                              request.set_directive_id(directive.id());
                                                              return request;
                                                            }),
      Read<ListDirectivesResponse, ListDirectivesRequest>(
          "ListDirectives", issued, &Stub::ListDirectives,
          [](Country&, const Directive&) {
            ListDirectivesRequest request;
            request.set_state(DirectiveState::ISSUED);
            request.set_page_size(500);
            return request;
          },
          Shows<ListDirectivesResponse>),
      Read<SearchDirectivesResponse, SearchDirectivesRequest>(
          "SearchDirectives", issued, &Stub::SearchDirectives,
          [](Country&, const Directive& directive) {
            SearchDirectivesRequest request;
            request.set_query(directive.number());
            request.set_page_size(100);
            return request;
          },
          Shows<SearchDirectivesResponse>),
      Read<EvaluateProposalsResponse, EvaluateProposalsRequest>(
          "EvaluateProposals", issued, &Stub::EvaluateProposals,
          [](Country& country, const Directive&) {
            EvaluateProposalsRequest request;
            request.set_issuer_unit_id(country.issuer);
            return request;
          },
          [](const EvaluateProposalsResponse& response, const Directive&) {
            return response.evaluation().documents() > 0;
          }),
      AskOfSuccession("GetDocumentsPreview", &Country::directives, &Stub::GetDocumentsPreview),
      AskOfSuccession("GetDocumentsUses", &Country::directives, &Stub::GetDocumentsUses),
      {.rpc = "GetUnitDocuments",
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             GetUnitDocumentsRequest request;
             request.set_unit_id(country.own);
             request.set_date("2024-06-01");
             return country.Call<GetUnitDocumentsResponse>(*country.directives, &Stub::GetUnitDocuments, request)
                 .status();
           }},
  };
}

}  // namespace dondoc::access_test
