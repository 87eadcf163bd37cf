package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Message;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceState;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import dev.afterglow.platform.tenant.TenantHeader;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tenant tries to reach what is another's, by every call that the registry has. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(RunningGateway.class)
class TenancyTest extends RegistryScene {
  /** Calls that change nothing, of which the owner has to see more than the intruder. */
  private static final Pattern READS = Pattern.compile("/(Get|List|Decide|Download|Export)");

  /**
   * What a call says that got as far as looking for the thing; any other refusal proves nothing.
   */
  private static final Pattern LOOKED_FOR =
      Pattern.compile("_NOT_FOUND|^OK |LICENCE_MISSING|AVATAR_NOT_COMMERCIAL|DRIVER_NOT_VERIFIED");

  @GrpcService Instance<BindableService> services;

  private TenantShop victim;
  private TenantShop intruder;

  @BeforeEach
  void open() {
    // Refused pairings of one test must not use up the budget of the next.
    MovableClock.forward(Duration.ofMinutes(2));
    victim = new TenantShop(url, "shop-a");
    intruder = new TenantShop(url, "shop-b");
  }

  @AfterEach
  void close() {
    victim.close();
    intruder.close();
  }

  @Test
  void shouldTryEveryCallThatIsServed() {
    // When
    Set<String> served =
        services.stream()
            .flatMap(service -> service.bindService().getServiceDescriptor().getMethods().stream())
            .map(MethodDescriptor::getFullMethodName)
            .filter(name -> !name.startsWith("grpc.health."))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> apart =
        BorderCrossing.CALLS.values().stream()
            .flatMap(
                it -> it instanceof Crossing.Apart(String test) ? Stream.of(test) : Stream.empty())
            .collect(Collectors.toSet());

    // Then
    assertThat(BorderCrossing.CALLS.keySet()).isEqualTo(served).hasSizeGreaterThan(50);
    assertThat(BorderCrossing.METHODS.keySet()).isEqualTo(served);
    assertThat(Arrays.stream(TenancyTest.class.getDeclaredMethods()).map(it -> it.getName()))
        .containsAll(apart);
  }

  @Test
  void shouldAnswerAsForWhatDoesNotExistAndChangeNothingWhenACallNamesAnothersThings() {
    // Given
    List<Object> before = victim.state();
    List<String> told = new ArrayList<>();

    // When
    BorderCrossing.CALLS.forEach(
        (call, crossing) -> {
          if (crossing instanceof Crossing.LikeUnknown(var requests)) {
            requests.forEach(it -> told.addAll(difference(call, it.apply(victim, intruder))));
          }
        });

    // Then
    assertThat(told).isEmpty();
    assertThat(victim.state()).isEqualTo(before);
  }

  /** Nothing, if a request about the victim's things is answered as one about nobody's. */
  private List<String> difference(String call, Message request) {
    Map<String, String> unknown = unknown(victim);
    Map<String, String> back = new HashMap<>();
    unknown.forEach((id, other) -> back.put(other, id));
    Message strange = BorderCrossing.strange(request, unknown);
    String about = timeless(BorderCrossing.told(intruder.caller, call, request));
    String nobodys =
        timeless(
            BorderCrossing.replaced(BorderCrossing.told(intruder.caller, call, strange), back));
    boolean reads = READS.matcher(call).find();
    String owners = reads ? timeless(BorderCrossing.told(victim.caller, call, request)) : "";
    boolean crossed =
        !request.equals(strange) && !owners.equals(about) && LOOKED_FOR.matcher(about).find();
    return crossed && about.equals(nobodys)
        ? List.of()
        : List.of(call + (crossed ? "" : " tries nothing") + ":\n" + about + "\nbut\n" + nobodys);
  }

  private static Map<String, String> unknown(TenantShop shop) {
    Map<String, String> unknown = new HashMap<>();
    shop.ids().forEach(id -> unknown.put(id, RegistryCaller.id()));
    unknown.put(shop.code, "22222222");
    return unknown;
  }

  /** The time of a decision is no secret. */
  private static String timeless(String told) {
    return told.replaceAll("decide_time \\{[^}]*}", "");
  }

  @Test
  void shouldSeeOwnThingsAloneWhenListing() {
    // Given
    Map<String, String> lists = new HashMap<>();

    // When
    BorderCrossing.CALLS.forEach(
        (call, crossing) -> {
          if (crossing instanceof Crossing.OwnOnly(Message request)) {
            lists.put(call, BorderCrossing.told(intruder.caller, call, request));
          }
        });

    // Then
    assertThat(lists).hasSize(4);
    lists.forEach(
        (call, told) -> {
          assertThat(intruder.ids().stream().filter(told::contains)).as(call).isNotEmpty();
          assertThat(victim.ids().stream().filter(told::contains)).as(call).isEmpty();
        });
  }

  @Test
  void shouldNameNobodyWhenACallIsForEverybody() {
    // Given
    Map<String, String> open = new HashMap<>();

    // When
    BorderCrossing.CALLS.forEach(
        (call, crossing) -> {
          if (crossing instanceof Crossing.NamesNobody(var request)) {
            open.put(call, BorderCrossing.told(intruder.caller, call, request.apply(victim)));
          }
        });

    // Then
    assertThat(open).hasSize(8);
    open.forEach(
        (call, told) -> {
          assertThat(told).as(call).contains("OK");
          assertThat(victim.ids().stream().filter(told::contains)).as(call).isEmpty();
        });
  }

  @Test
  void shouldHearNothingOfAnothersHolder() {
    // Given
    victim.caller.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(victim.licenceId())
            .build());
    WatchLeasesRequest watch =
        WatchLeasesRequest.newBuilder().setHolder(victim.holder).setCursor("0").build();
    Iterator<WatchLeasesResponse> victims = watch(victim.caller, watch);
    WatchLeasesResponse own = victims.next();
    while (!own.hasRevoked()) {
      own = victims.next();
    }
    long revocation = Long.parseLong(own.getCursor());

    // When
    List<WatchLeasesResponse> heard = new ArrayList<>();
    Iterator<WatchLeasesResponse> others = watch(intruder.caller, watch);
    do {
      heard.add(others.next());
    } while (Long.parseLong(heard.getLast().getCursor()) < revocation);

    // Then
    assertThat(own.getRevoked().getLeaseId()).isEqualTo(victim.lease);
    assertThat(heard).noneMatch(WatchLeasesResponse::hasRevoked);
  }

  private static Iterator<WatchLeasesResponse> watch(
      RegistryCaller caller, WatchLeasesRequest request) {
    return caller.leases.withDeadlineAfter(60, TimeUnit.SECONDS).watchLeases(request);
  }

  @Test
  void shouldFindNoCodeOfAnothers() {
    // When
    Throwable about =
        catchThrowable(
            () ->
                intruder.caller.devices.enrolDevice(
                    TenantShop.enrolment(victim.code, TenantShop.pair())));
    Throwable nobodys =
        catchThrowable(
            () ->
                intruder.caller.devices.enrolDevice(
                    TenantShop.enrolment("22222222", TenantShop.pair())));
    Device afterwards =
        victim
            .caller
            .devices
            .enrolDevice(TenantShop.enrolment(victim.code, TenantShop.pair()))
            .getDevice();

    // Then
    assertThat(Status.fromThrowable(about))
        .asString()
        .isEqualTo(Status.fromThrowable(nobodys).toString());
    assertThat(RegistryCaller.info(about)).isEqualTo(RegistryCaller.info(nobodys));
    assertThat(afterwards.getState()).isEqualTo(DeviceState.DEVICE_STATE_ACTIVE);
  }

  @Test
  void shouldNotSayThatAKeyIsKnownElsewhere() {
    // Given
    String code =
        intruder
            .caller
            .devices
            .startPairing(StartPairingRequest.newBuilder().setSubjectId(intruder.subject).build())
            .getCode();

    // When
    Device device =
        intruder.caller.devices.enrolDevice(TenantShop.enrolment(code, victim.key)).getDevice();

    // Then
    assertThat(device.getState()).isEqualTo(DeviceState.DEVICE_STATE_ACTIVE);
    assertThat(device.getDeviceId()).isNotEqualTo(victim.device);
  }

  @Test
  void shouldMakeAnotherPersonWhenTheSameDocumentComesUnderTheSameRequest() {
    // When
    Person person =
        intruder
            .caller
            .identities
            .beginVerification(
                intruder
                    .caller
                    .verification(victim.number, RegistryCaller.NAME)
                    .setRequestId(victim.verificationRequest)
                    .build())
            .getPerson();

    // Then
    assertThat(person.getSubjectId()).isNotEqualTo(victim.subject);
  }

  @Test
  void shouldKeepEqualRequestsApart() {
    // When
    long index = intruder.caller.log.appendEvidence(victim.window).getIndex();
    long again = victim.caller.log.appendEvidence(victim.window).getIndex();

    // Then
    assertThat(index).isNotEqualTo(victim.index);
    assertThat(again).isEqualTo(victim.index);
  }

  @Test
  void shouldOpenNoEntryOfAnothers() {
    // Given
    String call = LogServiceGrpc.getGetOpeningMethod().getFullMethodName();
    GetOpeningRequest opening = GetOpeningRequest.newBuilder().setIndex(victim.index).build();
    long nowhere = 999_999_999L;

    // When
    String own = BorderCrossing.told(victim.caller, call, opening);
    String about = BorderCrossing.told(intruder.caller, call, opening);
    String nobodys =
        BorderCrossing.told(
            intruder.caller, call, GetOpeningRequest.newBuilder().setIndex(nowhere).build());

    // Then
    assertThat(own).contains("window of " + victim.subject);
    assertThat(about)
        .isEqualTo(nobodys.replace(Long.toString(nowhere), Long.toString(victim.index)));
  }

  @Test
  void shouldRefuseWhenTheHeaderNamesNoTenant() {
    // Given
    RegistryCaller nobody = new RegistryCaller(url, headers("Shop A"));
    RegistryCaller both = new RegistryCaller(url, headers("shop-a", "shop-b"));
    GetPersonRequest request = GetPersonRequest.newBuilder().setSubjectId(victim.subject).build();

    // When
    Throwable nameless = catchThrowable(() -> nobody.identities.getPerson(request));
    Throwable ambiguous = catchThrowable(() -> both.identities.getPerson(request));
    nobody.close();
    both.close();

    // Then
    assertThat(List.of(nameless, ambiguous))
        .allSatisfy(
            refused -> {
              assertThat(Status.fromThrowable(refused).getCode())
                  .isEqualTo(Status.Code.PERMISSION_DENIED);
              assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("TENANT_REFUSED");
            });
  }

  private static Metadata headers(String... tenants) {
    Metadata headers = new Metadata();
    for (String tenant : tenants) {
      headers.put(TenantHeader.KEY, tenant);
    }
    return headers;
  }

  @Test
  void shouldSayInEveryTableWhoseEachRowIs() {
    // When
    List<String> without =
        StreamSupport.stream(
                pool.query(
                        """
                        select t.table_name from information_schema.tables t
                        where t.table_schema = 'registry' and t.table_type = 'BASE TABLE'
                          and t.table_name <> 'flyway_schema_history'
                          and not exists (select 1 from information_schema.columns c
                            where c.table_schema = t.table_schema
                              and c.table_name = t.table_name and c.column_name = 'tenant'
                              and c.is_nullable = 'NO' and c.column_default is null)
                        """)
                    .execute()
                    .await()
                    .atMost(Duration.ofSeconds(10))
                    .spliterator(),
                false)
            .map(row -> row.getString(0))
            .toList();

    // Then
    assertThat(without).isEmpty();
  }
}
