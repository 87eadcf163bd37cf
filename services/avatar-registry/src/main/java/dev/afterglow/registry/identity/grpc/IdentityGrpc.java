package dev.afterglow.registry.identity.grpc;

import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.BeginVerificationResponse;
import dev.afterglow.api.registry.v1.CompleteSignInRequest;
import dev.afterglow.api.registry.v1.CompleteSignInResponse;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ErasePersonResponse;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPersonResponse;
import dev.afterglow.api.registry.v1.GetVerifiedClaimsRequest;
import dev.afterglow.api.registry.v1.GetVerifiedClaimsResponse;
import dev.afterglow.api.registry.v1.IdentityService;
import dev.afterglow.api.registry.v1.ListPersonsRequest;
import dev.afterglow.api.registry.v1.ListPersonsResponse;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.api.registry.v1.ResumeVerificationResponse;
import dev.afterglow.api.registry.v1.RevokePersonRequest;
import dev.afterglow.api.registry.v1.RevokePersonResponse;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.api.registry.v1.SuspendPersonResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.VerifiedClaims;
import dev.afterglow.registry.identity.oidc.storage.SignInDesk;
import dev.afterglow.registry.identity.storage.EnrolledDesk;
import dev.afterglow.registry.identity.storage.IdentityDesk;
import dev.afterglow.registry.identity.storage.RevocationDesk;
import dev.afterglow.registry.identity.storage.Withdrawal;
import dev.afterglow.registry.lease.storage.LeaseFeed;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import dev.afterglow.registry.storage.StoredJson;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;

/** People over gRPC: mapper in, mapper out. */
@GrpcService
public class IdentityGrpc implements IdentityService {
  private final IdentityDesk desk;
  private final EnrolledDesk enrolled;
  private final SignInDesk signIns;
  private final Withdrawal withdrawal;
  private final RevocationDesk revocations;
  private final Once once;
  private final LeaseFeed feed;
  private final Clock clock;

  @Inject
  IdentityGrpc(
      IdentityDesk desk,
      EnrolledDesk enrolled,
      SignInDesk signIns,
      Withdrawal withdrawal,
      RevocationDesk revocations,
      Once once,
      LeaseFeed feed,
      Clock clock) {
    this.desk = desk;
    this.enrolled = enrolled;
    this.signIns = signIns;
    this.withdrawal = withdrawal;
    this.revocations = revocations;
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
        () ->
            desk.start(
                Words.id(request.getSubjectId()),
                request.getProvider(),
                document,
                TerminalWords.terminal(request.getTerminal())),
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
                            .addAllWarnings(
                                document.warnings().stream().map(PersonWords::warning).toList())
                            .build()));
  }

  @Override
  public Uni<ResumeVerificationResponse> resumeVerification(ResumeVerificationRequest request) {
    return desk.resume(Words.id(request.getSubjectId()))
        .map(
            underway ->
                ResumeVerificationResponse.newBuilder()
                    .setPerson(person(underway.person()))
                    .setContinueUrl(underway.continueUrl())
                    .build());
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
  public Uni<GetVerifiedClaimsResponse> getVerifiedClaims(GetVerifiedClaimsRequest request) {
    String subject = Words.id(request.getSubjectId());
    return enrolled
        .read(subject, true)
        .map(
            who ->
                GetVerifiedClaimsResponse.newBuilder()
                    .setJson(
                        StoredJson.text(
                            VerifiedClaims.of(
                                subject, who.verification(), who.document().orElseThrow())))
                    .build());
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
        .chain(this::withRemainders)
        .invoke(feed::nudge);
  }

  /** After the commit, since what is owed to providers is read as everybody sees it. */
  private Uni<ErasePersonResponse> withRemainders(ErasePersonResponse response) {
    return withdrawal
        .remainders(response.getPerson().getSubjectId())
        .map(
            found ->
                response.toBuilder()
                    .clearRemainders()
                    .addAllRemainders(found.stream().map(PersonWords::remainder).toList())
                    .build());
  }

  @Override
  public Uni<RevokePersonResponse> revokePerson(RevokePersonRequest request) {
    return once.run(
            request.getRequestId(),
            request,
            RevokePersonResponse.parser(),
            () ->
                revocations
                    .revoke(
                        Words.id(request.getSubjectId()), Words.id(request.getReviewerSubjectId()))
                    .map(
                        person ->
                            RevokePersonResponse.newBuilder().setPerson(person(person)).build()))
        .invoke(feed::nudge);
  }

  private dev.afterglow.api.registry.v1.Person person(Person person) {
    return PersonWords.person(person, clock.instant());
  }
}
