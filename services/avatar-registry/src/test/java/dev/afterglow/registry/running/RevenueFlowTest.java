package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AmendRevenueTermsRequest;
import dev.afterglow.api.registry.v1.CalendarMonth;
import dev.afterglow.api.registry.v1.CloseStatementRequest;
import dev.afterglow.api.registry.v1.DescribeRevenueTermsRequest;
import dev.afterglow.api.registry.v1.FeeUnit;
import dev.afterglow.api.registry.v1.GapKind;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetStatementRequest;
import dev.afterglow.api.registry.v1.GetStatementResponse;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.LeftOutReason;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListRevenueTermsRequest;
import dev.afterglow.api.registry.v1.Party;
import dev.afterglow.api.registry.v1.PartyRole;
import dev.afterglow.api.registry.v1.RevenueFee;
import dev.afterglow.api.registry.v1.RevenueServiceGrpc;
import dev.afterglow.api.registry.v1.RevenueShare;
import dev.afterglow.api.registry.v1.RevenueTerms;
import dev.afterglow.api.registry.v1.RevenueTermsVersion;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.ShareTier;
import dev.afterglow.api.registry.v1.Statement;
import dev.afterglow.registry.lease.storage.LeaseEvents;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Revenue terms and statements over the wire, with real rows and a commerce-analytics that is told.
 */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(FakeCommerce.class)
@Timeout(120)
class RevenueFlowTest extends RegistryScene {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject LeaseEvents housekeeping;
  private ManagedChannel channel;
  private RevenueServiceGrpc.RevenueServiceBlockingStub revenue;

  @BeforeEach
  void open() {
    channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    revenue = RevenueServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private static Party party(PartyRole role, String id) {
    return Party.newBuilder().setRole(role).setPartyId(id).build();
  }

  /** A tenth of the sales and 300 yuan an hour for the owner, the rest for the operator. */
  private static RevenueTerms terms(int basisPoints) {
    Party owner = party(PartyRole.PARTY_ROLE_LIKENESS_OWNER, "owner");
    return RevenueTerms.newBuilder()
        .setCurrencyCode("CNY")
        .setTimeZone(ZONE.getId())
        .setKeeper(party(PartyRole.PARTY_ROLE_OPERATOR, "shop"))
        .addShares(
            RevenueShare.newBuilder()
                .setParty(owner)
                .addTiers(ShareTier.newBuilder().setBasisPoints(basisPoints)))
        .addFees(
            RevenueFee.newBuilder()
                .setParty(owner)
                .setUnit(FeeUnit.FEE_UNIT_HOUR_ON_AIR)
                .setAmountMinor(30_000))
        .setLookBackMonths(2)
        .build();
  }

  private ByteString digest(RevenueTerms terms) {
    return revenue
        .describeRevenueTerms(DescribeRevenueTermsRequest.newBuilder().setTerms(terms).build())
        .getSha256();
  }

  private GrantLicenceRequest.Builder grant(String person, String avatar, RevenueTerms terms) {
    Instant start = lastMonth().atDay(1).atStartOfDay(ZONE).toInstant();
    GrantLicenceRequest.Builder grant =
        registry.grant(
            person,
            registry
                .terms(avatar)
                .setStartTime(RegistryCaller.at(start))
                .setMaxConcurrentRooms(10)
                .setRevenue(terms)
                .build());
    grant.getConsentBuilder().setRevenueSha256(digest(terms));
    return grant;
  }

  private Licence licence() {
    String person = registry.verified();
    String avatar = registry.upload(person).getAvatarId();
    return registry.licences.grantLicence(grant(person, avatar, terms(1_000)).build()).getLicence();
  }

  private static YearMonth thisMonth() {
    return YearMonth.from(new MovableClock().instant().atZone(ZONE));
  }

  private static YearMonth lastMonth() {
    return thisMonth().minusMonths(1);
  }

  private static CalendarMonth message(YearMonth month) {
    return CalendarMonth.newBuilder()
        .setYear(month.getYear())
        .setMonth(month.getMonthValue())
        .build();
  }

  /** An hour on air on the second day of last month. */
  private String room(Licence licence) {
    String room = UUID.randomUUID().toString();
    String lease =
        registry
            .leases
            .acquireLease(
                AcquireLeaseRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setUse(registry.use(licence).toBuilder().setRoomId(room))
                    .setHolder("worker-1")
                    .build())
            .getLease()
            .getLeaseId();
    Instant start = lastMonth().atDay(2).atStartOfDay(ZONE).toInstant();
    pool.preparedQuery(
            "update registry.lease set start_time = $2, expire_time = $3, end_time = $3,"
                + " state = 'RELEASED' where lease_id = $1")
        .execute(
            Tuple.of(
                lease,
                start.atOffset(ZoneOffset.UTC),
                start.plusSeconds(3_600).atOffset(ZoneOffset.UTC)))
        .await()
        .atMost(PATIENCE);
    return room;
  }

  private GetStatementResponse response(Licence licence, YearMonth month) {
    return revenue.getStatement(
        GetStatementRequest.newBuilder()
            .setLicenceId(licence.getLicenceId())
            .setMonth(message(month))
            .setCurrencyCode("CNY")
            .build());
  }

  private Statement statement(Licence licence, YearMonth month) {
    return response(licence, month).getStatements(0);
  }

  private Statement close(Licence licence, YearMonth month, ByteString digest) {
    return revenue
        .closeStatement(
            CloseStatementRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicenceId(licence.getLicenceId())
                .setMonth(message(month))
                .setSha256(digest)
                .build())
        .getStatement();
  }

  private static long owed(Statement statement, PartyRole role) {
    return statement.getTotalsList().stream()
        .filter(total -> total.getParty().getRole() == role)
        .mapToLong(total -> total.getAmountMinor())
        .sum();
  }

  @Test
  void shouldStateSalesAndHoursToTheCentAndTheSameAgainWhenAsked() {
    // Given
    Licence licence = licence();
    String room = room(licence);
    FakeCommerce.sells(room, 123_456, 3, false);

    // When
    Statement first = statement(licence, lastMonth());
    GetStatementResponse again = response(licence, lastMonth());

    // Then: 12,345.6 and 30,000 for the owner.
    assertThat(owed(first, PartyRole.PARTY_ROLE_LIKENESS_OWNER)).isEqualTo(42_346);
    assertThat(owed(first, PartyRole.PARTY_ROLE_OPERATOR)).isEqualTo(123_456 - 42_346);
    assertThat(first.getParts(0).getOnAirMs()).isEqualTo(3_600_000);
    assertThat(first.getParts(0).getTermsSha256()).isEqualTo(digest(terms(1_000)));
    assertThat(first.getGapsList()).isEmpty();
    assertThat(first.getClosable()).isTrue();
    assertThat(first.getSha256().toByteArray())
        .isEqualTo(RegistryCaller.sha256(first.getText().getBytes(StandardCharsets.US_ASCII)));
    assertThat(again.getStatements(0)).isEqualTo(first);
    assertThat(again.getTotalsList()).isEqualTo(first.getTotalsList());
  }

  @Test
  void shouldStateALicenceWhenTheLeaseOfAnotherCannotBeRead() {
    // Given
    Licence licence = licence();
    FakeCommerce.sells(room(licence), 100_000, 1, false);
    String others = room(licence());
    keepUse(others, "no JSON");

    // When
    Statement statement = statement(licence, lastMonth());
    keepUse(others, "{\"use\": \"LIVE\"}");

    // Then
    assertThat(statement.getParts(0).getOnAirMs()).isEqualTo(3_600_000);
  }

  @Test
  void shouldNotCloseAMonthWhenTheUseOfItsOwnLeaseCannotBeRead() {
    // Given
    Licence licence = licence();
    String room = room(licence);
    FakeCommerce.sells(room, 100_000, 1, false);
    keepUse(room, "no JSON");

    // When
    Statement statement = statement(licence, lastMonth());
    Throwable close = catchThrowable(() -> close(licence, lastMonth(), statement.getSha256()));
    keepUse(room, "{\"use\": \"LIVE\"}");
    Statement readable = statement(licence, lastMonth());

    // Then
    assertThat(RegistryCaller.info(close).getMetadataMap().get("gaps")).contains("HOURS_NOT_KEPT");
    assertThat(readable.getParts(0).getOnAirMs()).isEqualTo(3_600_000);
  }

  private void keepUse(String room, String use) {
    pool.preparedQuery("update registry.lease set intended_use = $2 where room_id = $1")
        .execute(Tuple.of(room, use))
        .await()
        .atMost(PATIENCE);
  }

  @Test
  void shouldRefuseALicenceWhenTheConsentIsToOtherTermsOrToNone() {
    // Given
    String person = registry.verified();
    String avatar = registry.upload(person).getAvatarId();
    GrantLicenceRequest.Builder other = grant(person, avatar, terms(1_000));
    other.getConsentBuilder().setRevenueSha256(digest(terms(999)));
    GrantLicenceRequest.Builder none = grant(person, avatar, terms(1_000));
    none.getConsentBuilder().clearRevenueSha256();

    // When
    Throwable toOther = catchThrowable(() -> registry.licences.grantLicence(other.build()));
    Throwable toNone = catchThrowable(() -> registry.licences.grantLicence(none.build()));

    // Then
    assertThat(RegistryCaller.info(toOther).getMetadataMap())
        .containsEntry("field", "consent.revenue_sha256");
    assertThat(RegistryCaller.info(toNone).getMetadataMap())
        .containsEntry("field", "consent.revenue_sha256");
  }

  @Test
  void shouldKeepAClosedMonthAndTakeRefundsOffTheNextWhenTheyComeLater() {
    // Given
    Licence licence = licence();
    String room = room(licence);
    FakeCommerce.sells(room, 100_000, 3, false);
    Statement seen = statement(licence, lastMonth());

    // When
    Throwable other =
        catchThrowable(() -> close(licence, lastMonth(), ByteString.copyFrom(new byte[32])));
    Statement closed = close(licence, lastMonth(), seen.getSha256());
    FakeCommerce.sells(room, 40_000, 3, false);
    Statement again = statement(licence, lastMonth());
    Statement twice = close(licence, lastMonth(), seen.getSha256());
    Statement next = statement(licence, thisMonth());
    Throwable early = catchThrowable(() -> close(licence, thisMonth(), next.getSha256()));

    // Then
    assertThat(RegistryCaller.info(other).getReason()).isEqualTo("STATEMENT_CHANGED");
    assertThat(closed.toBuilder().setClosed(false).build()).isEqualTo(seen);
    assertThat(again).isEqualTo(closed);
    assertThat(twice).isEqualTo(closed);
    assertThat(next.getRooms(0).getAdjustment()).isTrue();
    assertThat(next.getRooms(0).getNetMinor()).isEqualTo(-60_000);
    assertThat(next.getBaseMinor()).isZero();
    assertThat(next.getCarriedOutMinor()).isEqualTo(-60_000);
    assertThat(owed(next, PartyRole.PARTY_ROLE_LIKENESS_OWNER)).isZero();
    assertThat(RegistryCaller.info(early).getReason()).isEqualTo("STATEMENT_NOT_CLOSABLE");
    assertThat(RegistryCaller.info(early).getMetadataMap()).containsEntry("gaps", "MONTH_NOT_OVER");
  }

  @Test
  void shouldSayWhatIsMissingAndNotCloseWhenFiguresAreNotThere() {
    // Given
    Licence licence = licence();
    String down = room(licence);
    FakeCommerce.isDown(down);
    String fresh = room(licence);
    FakeCommerce.sells(fresh, 500, 1, true);
    String silent = room(licence);

    // When
    Statement statement = statement(licence, lastMonth());
    Throwable refused = catchThrowable(() -> close(licence, lastMonth(), statement.getSha256()));
    Statement next = statement(licence, thisMonth());

    // Then
    assertThat(statement.getGapsList())
        .extracting(gap -> gap.getKind() + " " + gap.getSubject())
        .containsExactlyInAnyOrder(
            "GAP_KIND_FIGURES_UNAVAILABLE " + down,
            "GAP_KIND_FIGURES_PROVISIONAL " + fresh,
            "GAP_KIND_ROOM_WITHOUT_FACTS " + silent);
    assertThat(statement.getBaseMinor()).isEqualTo(500);
    assertThat(RegistryCaller.info(refused).getMetadataMap())
        .containsEntry("gaps", "FIGURES_UNAVAILABLE,FIGURES_PROVISIONAL");
    assertThat(next.getGapsList())
        .anyMatch(gap -> gap.getKind() == GapKind.GAP_KIND_MONTH_BEFORE_OPEN && gap.getBlocking());
  }

  @Test
  void shouldKeepHoursWhenTheLeasesAreClearedAway() {
    // Given
    Licence licence = licence();
    String room = room(licence);
    FakeCommerce.sells(room, 1_000, 1, false);
    Statement before = statement(licence, lastMonth());

    // When
    Instant start = lastMonth().atDay(2).atStartOfDay(ZONE).toInstant();
    housekeeping.clear(Instant.EPOCH, start.plusSeconds(7_200)).await().atMost(PATIENCE);
    Statement after = statement(licence, lastMonth());

    // Then
    assertThat(rowsOf("lease", room)).isZero();
    assertThat(rowsOf("past_lease", room)).isEqualTo(1);
    assertThat(after).isEqualTo(before);
  }

  private long rowsOf(String table, String room) {
    return pool.preparedQuery("select count(*) from registry." + table + " where room_id = $1")
        .execute(Tuple.of(room))
        .map(found -> found.iterator().next().getLong(0))
        .await()
        .atMost(PATIENCE);
  }

  private AmendRevenueTermsRequest.Builder amendment(Licence licence, RevenueTerms terms) {
    return AmendRevenueTermsRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setLicenceId(licence.getLicenceId())
        .setTerms(terms)
        .setConsent(licence.getConsent().toBuilder().setRevenueSha256(digest(terms)).build());
  }

  @Test
  void shouldKeepEveryVersionAndChangeNothingThatIsPastWhenTermsAreAmended() {
    // Given
    Licence licence = licence();
    Timestamp past = RegistryCaller.at(new MovableClock().instant().minusSeconds(60));
    RevenueTerms dollars = terms(2_000).toBuilder().setCurrencyCode("USD").build();

    // When
    Throwable backdated =
        catchThrowable(
            () ->
                revenue.amendRevenueTerms(
                    amendment(licence, terms(2_000)).setEffectiveTime(past).build()));
    Throwable converted =
        catchThrowable(() -> revenue.amendRevenueTerms(amendment(licence, dollars).build()));
    AmendRevenueTermsRequest request = amendment(licence, terms(2_000)).build();
    RevenueTermsVersion second = revenue.amendRevenueTerms(request).getVersion();
    RevenueTermsVersion repeated = revenue.amendRevenueTerms(request).getVersion();
    Statement month = statement(licence, thisMonth());
    Licence granted =
        registry
            .licences
            .getLicence(GetLicenceRequest.newBuilder().setLicenceId(licence.getLicenceId()).build())
            .getLicence();

    // Then
    assertThat(RegistryCaller.info(backdated).getMetadataMap())
        .containsEntry("field", "effective_time");
    assertThat(RegistryCaller.info(converted).getMetadataMap()).containsEntry("field", "terms");
    assertThat(second.getVersion()).isEqualTo(2);
    assertThat(repeated).isEqualTo(second);
    assertThat(
            revenue
                .listRevenueTerms(
                    ListRevenueTermsRequest.newBuilder()
                        .setLicenceId(licence.getLicenceId())
                        .build())
                .getVersionsList())
        .extracting(RevenueTermsVersion::getVersion)
        .containsExactly(1, 2);
    assertThat(month.getPartsList())
        .extracting(part -> part.getTermsVersion())
        .containsExactly(1, 2);
    assertThat(granted).isEqualTo(licence);
  }

  @Test
  void shouldNotAmendALicenceThatIsRevoked() {
    // Given
    Licence licence = licence();
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());

    // When
    Throwable refused =
        catchThrowable(() -> revenue.amendRevenueTerms(amendment(licence, terms(1)).build()));

    // Then
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("ILLEGAL_TRANSITION");
  }

  @Test
  void shouldStateEveryLicenceOfAnAvatarAndNameThoseLeftOut() {
    // Given
    Licence first = licence();
    String avatar = first.getTerms().getAvatarId();
    String person = first.getLicensorSubjectId();
    Licence second =
        registry.licences.grantLicence(grant(person, avatar, terms(2_000)).build()).getLicence();
    Licence silent =
        registry
            .licences
            .grantLicence(
                registry
                    .grant(
                        person,
                        registry
                            .terms(avatar)
                            .setStartTime(first.getTerms().getStartTime())
                            .build())
                    .build())
            .getLicence();
    FakeCommerce.sells(room(first), 1_000, 0, false);
    FakeCommerce.sells(room(second), 1_000, 0, false);

    // When
    GetStatementResponse response =
        revenue.getStatement(
            GetStatementRequest.newBuilder()
                .setAvatarId(avatar)
                .setMonth(message(lastMonth()))
                .setCurrencyCode("CNY")
                .build());
    Throwable none = catchThrowable(() -> response(silent, lastMonth()));

    // Then
    assertThat(response.getStatementsList())
        .extracting(Statement::getLicenceId)
        .containsExactly(first.getLicenceId(), second.getLicenceId());
    assertThat(response.getTotalsList())
        .extracting(total -> total.getAmountMinor())
        .containsExactly(60_300L, 2_000L - 60_300L);
    assertThat(response.getLeftOutList())
        .extracting(left -> left.getLicenceId() + " " + left.getReason())
        .containsExactly(silent.getLicenceId() + " " + LeftOutReason.LEFT_OUT_REASON_NO_TERMS);
    assertThat(RegistryCaller.info(none).getReason()).isEqualTo("REVENUE_TERMS_MISSING");
  }
}
