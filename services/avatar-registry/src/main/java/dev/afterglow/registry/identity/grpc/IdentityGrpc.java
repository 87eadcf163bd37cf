package dev.afterglow.registry.identity.grpc;

import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.BeginVerificationResponse;
import dev.afterglow.api.registry.v1.CompleteSignInRequest;
import dev.afterglow.api.registry.v1.CompleteSignInResponse;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ErasePersonResponse;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPersonResponse;
import dev.afterglow.api.registry.v1.IdentityService;
import dev.afterglow.api.registry.v1.ListPersonsRequest;
import dev.afterglow.api.registry.v1.ListPersonsResponse;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.api.registry.v1.ResumeVerificationResponse;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.api.registry.v1.SuspendPersonResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.oidc.storage.SignInDesk;
import dev.afterglow.registry.identity.storage.IdentityDesk;
import dev.afterglow.registry.identity.storage.Withdrawal;
import dev.afterglow.registry.lease.storage.LeaseFeed;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;

/** People over gRPC: mapper in, mapper out. */
@GrpcService
public class IdentityGrpc implements IdentityService {
  private final IdentityDesk desk;
  private final SignInDesk signIns;
  private final Withdrawal withdrawal;
  private final Once once;
  private final LeaseFeed feed;
  private final Clock clock;

  @Inject
  IdentityGrpc(
      IdentityDesk desk,
      SignInDesk signIns,
      Withdrawal withdrawal,
      Once once,
      LeaseFeed feed,
      Clock clock) {
    this.desk = desk;
    this.signIns = signIns;
    this.withdrawal = withdrawal;
    this.once = once;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public Uni<BeginVerificationResponse> beginVerification(BeginVerificationRequest request) {
    Document document = DocumentWords.document(request.getDocument());
    return once.runAfter(
        request.getRequestId(),
        request,
        BeginVerificationResponse.parser(),
        () -> desk.start(Words.id(request.getSubjectId()), request.getProvider(), document),
        started ->
            desk.begin(
                    Words.id(request.getSubjectId()),
                    Words.id(request.getFilerSubjectId()),
                    request.getProvider(),
                    document,
                    started)
                .map(
                    underway ->
                        BeginVerificationResponse.newBuilder()
                            .setPerson(person(underway.person()))
                            .setContinueUrl(underway.continueUrl())
                            .build()));
  }

  @Override
  public Uni<ResumeVerificationResponse> resumeVerification(ResumeVerificationRequest request) {
    return desk.resume(Words.id(request.getSubjectId()))
        .map(person -> ResumeVerificationResponse.newBuilder().setPerson(person(person)).build());
  }

  @Override
  public Uni<CompleteSignInResponse> completeSignIn(CompleteSignInRequest request) {
    return signIns
        .complete(request.getState(), request.getCode(), request.getError())
        .map(person -> CompleteSignInResponse.newBuilder().setPerson(person(person)).build());
  }

  @Override
  public Uni<GetPersonResponse> getPerson(GetPersonRequest request) {
    return desk.person(Words.id(request.getSubjectId()))
        .map(person -> GetPersonResponse.newBuilder().setPerson(person(person)).build());
  }

  @Override
  public Uni<ListPersonsResponse> listPersons(ListPersonsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return desk.before(PageToken.before(request.getPageToken()), size)
        .map(
            page ->
                ListPersonsResponse.newBuilder()
                    .addAllPersons(page.stream().map(this::person).toList())
                    .setNextPageToken(PageToken.after(page, size, Person::subjectId))
                    .build());
  }

  @Override
  public Uni<SuspendPersonResponse> suspendPerson(SuspendPersonRequest request) {
    return once.run(
            request.getRequestId(),
            request,
            SuspendPersonResponse.parser(),
            () ->
                withdrawal
                    .suspend(Words.id(request.getSubjectId()))
                    .map(
                        person ->
                            SuspendPersonResponse.newBuilder().setPerson(person(person)).build()))
        .invoke(feed::nudge);
  }

  @Override
  public Uni<ErasePersonResponse> erasePerson(ErasePersonRequest request) {
    return once.run(
            request.getRequestId(),
            request,
            ErasePersonResponse.parser(),
            () ->
                withdrawal
                    .erase(Words.id(request.getSubjectId()))
                    .map(
                        erased ->
                            ErasePersonResponse.newBuilder()
                                .setPerson(person(erased))
                                .setReceipt(erased.receipt())
                                .build()))
        .invoke(feed::nudge);
  }

  private dev.afterglow.api.registry.v1.Person person(Person person) {
    return PersonWords.person(person, clock.instant());
  }
}
