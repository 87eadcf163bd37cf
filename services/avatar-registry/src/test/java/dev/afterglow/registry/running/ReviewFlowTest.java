package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.Document;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityReview;
import dev.afterglow.api.registry.v1.IdentityReviewReason;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityReviewState;
import dev.afterglow.api.registry.v1.IdentityReviewVerdict;
import dev.afterglow.api.registry.v1.ListIdentityReviewsRequest;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people verify a third, over the wire and with the rows that are kept. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class ReviewFlowTest extends RegistryScene {
  private static final String NAME = "CANARY MARIA";

  private IdentityReviewServiceGrpc.IdentityReviewServiceBlockingStub reviews;
  private String one;
  private String two;
  private String passport;

  @BeforeEach
  void people() {
    reviews = IdentityReviewServiceGrpc.newBlockingStub(registry.channel());
    one = registry.verified();
    two = registry.verified();
    passport = "E" + RegistryCaller.number().substring(9, 17);
  }

  private Document document(String number, String name) {
    return Document.newBuilder()
        .setType(DocumentType.DOCUMENT_TYPE_PASSPORT)
        .setNumber(number)
        .setName(name)
        .build();
  }

  private BeginVerificationRequest.Builder filing() {
    return BeginVerificationRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setProvider("manual")
        .setDocument(document(passport, NAME));
  }

  private Person begin() {
    return registry.identities.beginVerification(filing().build()).getPerson();
  }

  private DecideIdentityReviewRequest.Builder decision(Person person, String reviewer) {
    return DecideIdentityReviewRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setReviewId(person.getProviderTransaction())
        .setReviewerSubjectId(reviewer);
  }

  private DecideIdentityReviewRequest.Builder approval(Person person, String reviewer) {
    return decision(person, reviewer)
        .setVerdict(IdentityReviewVerdict.IDENTITY_REVIEW_VERDICT_APPROVE)
        .setReason(IdentityReviewReason.IDENTITY_REVIEW_REASON_SEEN_IN_PERSON)
        .setDocument(document(passport, NAME));
  }

  private DecideIdentityReviewRequest.Builder refusal(Person person, String reviewer) {
    return decision(person, reviewer)
        .setVerdict(IdentityReviewVerdict.IDENTITY_REVIEW_VERDICT_REFUSE)
        .setReason(IdentityReviewReason.IDENTITY_REVIEW_REASON_FACE_DIFFERS);
  }

  private IdentityReview decide(DecideIdentityReviewRequest.Builder decision) {
    return reviews.decideIdentityReview(decision.build()).getReview();
  }

  private Person person(Person person) {
    return registry
        .identities
        .getPerson(GetPersonRequest.newBuilder().setSubjectId(person.getSubjectId()).build())
        .getPerson();
  }

  private IdentityReview review(Person person) {
    return reviews
        .getIdentityReview(
            GetIdentityReviewRequest.newBuilder()
                .setReviewId(person.getProviderTransaction())
                .build())
        .getReview();
  }

  private String reason(DecideIdentityReviewRequest.Builder decision) {
    return RegistryCaller.info(catchThrowable(() -> decide(decision))).getReason();
  }

  @Test
  void shouldVerifyWhenTwoOthersApproveAndKeepTheFirstDecisionToItselfUntilThen() {
    // Given
    Person person = begin();

    // When
    IdentityReview half = decide(approval(person, one));
    Person between = registry.resume(person.getSubjectId());
    // The same name as it may stand in a document: other case and spaces, full-width letters.
    IdentityReview whole =
        decide(
            approval(person, two).setDocument(document(passport.toLowerCase(), "Canary  Ｍaria")));
    Person after = person(person);

    // Then
    assertThat(half.getState()).isEqualTo(IdentityReviewState.IDENTITY_REVIEW_STATE_UNDECIDED);
    assertThat(half.getDecisionCount()).isEqualTo(1);
    assertThat(half.getDecisionsList()).isEmpty();
    assertThat(between.getState()).isEqualTo(PersonState.PERSON_STATE_PENDING);
    assertThat(whole.getState()).isEqualTo(IdentityReviewState.IDENTITY_REVIEW_STATE_APPROVED);
    assertThat(whole.getDecisionsList())
        .extracting(it -> it.getReviewerSubjectId())
        .containsExactly(one, two);
    assertThat(after.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(after.getProvider()).isEqualTo("manual");
    assertThat(after.getAssuranceLevel()).isEqualTo(AssuranceLevel.ASSURANCE_LEVEL_MANUAL);
  }

  @Test
  void shouldVerifyNobodyWhenReviewersDisagree() {
    // Given
    Person person = begin();

    // When
    decide(approval(person, one));
    IdentityReview disputed = decide(refusal(person, two));
    Person after = person(person);
    String third = reason(approval(person, registry.verified()));

    // Then
    assertThat(disputed.getState()).isEqualTo(IdentityReviewState.IDENTITY_REVIEW_STATE_DISPUTED);
    assertThat(after.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(after.getRefusal()).isEqualTo("REVIEWERS_DISAGREED");
    assertThat(third).isEqualTo("ILLEGAL_TRANSITION");
  }

  @Test
  void shouldTakeAnApprovalForARefusalWhenTheDocumentReadsOtherwise() {
    // Given
    Person person = begin();

    // When
    decide(approval(person, one).setDocument(document(passport, "CANARY MARIO")));
    String again = reason(approval(person, one));
    IdentityReview review = decide(refusal(person, two));

    // Then
    assertThat(again).isEqualTo("INVALID_FIELD");
    assertThat(review.getState()).isEqualTo(IdentityReviewState.IDENTITY_REVIEW_STATE_REFUSED);
    assertThat(person(person).getRefusal()).isEqualTo("NAME_DIFFERS");
  }

  @Test
  void shouldRefuseReviewersWhoAreNotOthersOrNotVerified() {
    // Given
    Person person =
        registry.identities.beginVerification(filing().setFilerSubjectId(two).build()).getPerson();
    String nobody = registry.begin("Wei #FACE_DIFFERS").getSubjectId();

    // When
    List<String> refused =
        List.of(
            reason(approval(person, person.getSubjectId())),
            reason(approval(person, two)),
            reason(approval(person, nobody)),
            reason(approval(person, RegistryCaller.id())),
            reason(refusal(person, one).setDocument(document(passport, NAME))),
            reason(approval(person, one).clearDocument()),
            reason(approval(person, one).setReason(refusal(person, one).getReason())));

    // Then
    assertThat(refused)
        .containsExactly(
            "PERSON_NOT_VERIFIED",
            "INVALID_FIELD",
            "PERSON_NOT_VERIFIED",
            "PERSON_NOT_FOUND",
            "INVALID_FIELD",
            "INVALID_FIELD",
            "INVALID_FIELD");
    assertThat(review(person).getDecisionCount()).isZero();
  }

  @Test
  void shouldNotBeDecidedByTheSubjectWhenTheyAreVerifiedFromBefore() {
    // Given
    Person first = begin();
    decide(approval(first, one));
    decide(approval(first, two));
    Person again =
        registry
            .identities
            .beginVerification(filing().setSubjectId(first.getSubjectId()).build())
            .getPerson();

    // When
    String themselves = reason(approval(again, first.getSubjectId()));

    // Then
    assertThat(again.getSubjectId()).isEqualTo(first.getSubjectId());
    assertThat(themselves).isEqualTo("PERSON_NOT_VERIFIED");
  }

  @Test
  void shouldNotCountWhoWasSuspendedSinceTheyApproved() {
    // Given
    Person person = begin();
    decide(approval(person, one));
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(one)
            .build());

    // When
    String second = reason(approval(person, two));

    // Then
    assertThat(second).isEqualTo("PERSON_NOT_VERIFIED");
    assertThat(registry.resume(person.getSubjectId()).getState())
        .isEqualTo(PersonState.PERSON_STATE_PENDING);
  }

  @Test
  void shouldExpireWhenNobodyDecidesInTime() {
    // Given
    Person person = begin();
    decide(approval(person, one));

    // When
    MovableClock.forward(Duration.ofHours(72));
    Person after = registry.resume(person.getSubjectId());

    // Then
    assertThat(review(person).getState())
        .isEqualTo(IdentityReviewState.IDENTITY_REVIEW_STATE_EXPIRED);
    assertThat(after.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(after.getRefusal()).isEqualTo("EXPIRED");
  }

  @Test
  void shouldCountOnceWhenADecisionIsRepeatedOrTwoComeAtOnce() {
    // Given
    Person person = begin();
    DecideIdentityReviewRequest.Builder first = approval(person, one);
    var future = IdentityReviewServiceGrpc.newStub(registry.channel());

    // When
    IdentityReview answer = decide(first);
    IdentityReview repeated = decide(first);
    List<CompletableFuture<IdentityReview>> raced =
        List.of(new CompletableFuture<>(), new CompletableFuture<>());
    raced.forEach(it -> future.decideIdentityReview(refusal(person, two).build(), new Heard(it)));
    long counted = raced.stream().filter(ReviewFlowTest::succeeded).count();

    // Then
    assertThat(repeated).isEqualTo(answer);
    assertThat(counted).isEqualTo(1);
    assertThat(review(person).getDecisionCount()).isEqualTo(2);
  }

  private static boolean succeeded(CompletableFuture<IdentityReview> answer) {
    return catchThrowable(() -> RegistryCaller.await(answer)) == null;
  }

  private record Heard(CompletableFuture<IdentityReview> answer)
      implements io.grpc.stub.StreamObserver<
          dev.afterglow.api.registry.v1.DecideIdentityReviewResponse> {
    @Override
    public void onNext(dev.afterglow.api.registry.v1.DecideIdentityReviewResponse response) {
      answer.complete(response.getReview());
    }

    @Override
    public void onError(Throwable thrown) {
      answer.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {}
  }

  @Test
  void shouldNotBeDecidedWhenThePersonBeganAnotherAttempt() {
    // Given
    Person old = begin();
    Person now = begin();

    // When
    String late = reason(approval(old, one));
    decide(approval(now, one));
    decide(approval(now, two));

    // Then
    assertThat(late).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(person(now).getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
  }

  @Test
  void shouldListWhatWaitsAndForgetItWithThePerson() {
    // Given
    Person person = begin();
    ListIdentityReviewsRequest waiting =
        ListIdentityReviewsRequest.newBuilder().setUndecidedOnly(true).setPageSize(200).build();

    // When
    List<IdentityReview> before = reviews.listIdentityReviews(waiting).getReviewsList();
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(person.getSubjectId())
            .build());
    List<IdentityReview> after = reviews.listIdentityReviews(waiting).getReviewsList();

    // Then
    assertThat(before)
        .anyMatch(it -> it.getReviewId().equals(person.getProviderTransaction()))
        .allMatch(it -> it.getState() == IdentityReviewState.IDENTITY_REVIEW_STATE_UNDECIDED);
    assertThat(after).noneMatch(it -> it.getReviewId().equals(person.getProviderTransaction()));
    assertThat(rows("identity_review", person.getSubjectId())).isZero();
  }

  @Test
  void shouldRefuseAFilerOfWhatNobodyReviews() {
    // When
    Throwable refused =
        catchThrowable(
            () ->
                registry.identities.beginVerification(
                    registry
                        .verification(RegistryCaller.number(), "Wei")
                        .setFilerSubjectId(one)
                        .build()));

    // Then
    assertThat(RegistryCaller.info(refused).getMetadataMap())
        .containsEntry("field", "filer_subject_id");
  }

  @Test
  void shouldKeepNeitherNumberNorName() {
    // Given
    Person person = begin();
    decide(approval(person, one));

    // When
    String dump =
        pool.query(
                "select (select string_agg(t::text, ' ') from registry.identity_review t)"
                    + " || (select string_agg(encode(record, 'escape'), ' ')"
                    + " from registry.log_opening)"
                    + " || (select string_agg(encode(response, 'escape'), ' ')"
                    + " from registry.request)")
            .execute()
            .map(found -> found.iterator().next().getString(0))
            .await()
            .indefinitely();

    // Then
    assertThat(dump).contains("person.reviewed").doesNotContain(passport, "CANARY");
  }
}
