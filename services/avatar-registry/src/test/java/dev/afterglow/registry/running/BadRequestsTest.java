package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.RegistryErrorReason;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.platform.error.PlatformReason;
import dev.afterglow.platform.tenant.Tenant;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Requests that nobody should send, over every call that the registry has: each is answered, or
 * refused with a documented reason; none is a defect, and nobody else's things are touched. {@code
 * -Dbad.requests=100000} sends that many, {@code -Dseed=} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(RunningGateway.class)
class BadRequestsTest extends RegistryScene {
  private static final int COUNT = Integer.getInteger("bad.requests", 3_000);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int A_SCENE = 500;
  private static final int TOGETHER = 32;

  /** Whoever has no answer by then has none. */
  private static final long PATIENCE_S = 60;

  private static final Set<String> REASONS =
      Stream.concat(
              Arrays.stream(RegistryErrorReason.values())
                  .map(reason -> reason.name().replace("REGISTRY_ERROR_REASON_", "")),
              Stream.of(PlatformReason.MESSAGE_UNREADABLE, PlatformReason.MESSAGE_TOO_LARGE))
          .collect(Collectors.toSet());

  private static final String TURNED_AWAY = "turned away";
  private static final String ELSEWHERE = "elsewhere";

  /** Stands in everything that the other tenant's people wrote, and in no request. */
  private static final String SECRET = "nobody-elses-7f3a";

  private final Random random = new Random(SEED);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private RegistryCaller other;
  private TenantShop elsewhere;

  @Test
  void shouldAnswerOrRefuseWithAReasonWhateverIsSent() {
    // Given
    List<MethodDescriptor<Message, Message>> methods = List.copyOf(BorderCrossing.METHODS.values());
    other = new RegistryCaller(url, ELSEWHERE);
    elsewhere = new TenantShop(url, ELSEWHERE);
    Licence others = other.marked(SECRET);
    Person person = person(others);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();

    // When
    try {
      for (int i = 0; i < COUNT; i += A_SCENE) {
        send(channel, methods, others, Math.min(A_SCENE, COUNT - i), SEED + i);
      }
    } finally {
      channel.shutdownNow();
    }
    Person afterwards = person(others);
    Licence licence =
        other
            .licences
            .getLicence(GetLicenceRequest.newBuilder().setLicenceId(others.getLicenceId()).build())
            .getLicence();
    elsewhere.close();
    other.close();

    // Then
    System.out.printf("bad requests %d, seed %d: %s%n", COUNT, SEED, outcomes);
    assertThat(faults).as("seed %d", SEED).isEmpty();
    assertThat(
            outcomes.entrySet().stream()
                .filter(it -> it.getKey().endsWith(TURNED_AWAY))
                .mapToInt(Map.Entry::getValue)
                .sum())
        .isLessThanOrEqualTo(COUNT / 100);
    assertThat(
            outcomes.keySet().stream()
                .filter(it -> !it.endsWith(TURNED_AWAY))
                .map(it -> it.substring(0, it.indexOf(' ')))
                .collect(Collectors.toSet()))
        .as("calls that were reached, of %d requests", COUNT)
        .containsAll(
            methods.stream()
                .map(MethodDescriptor::getBareMethodName)
                .filter(_ -> COUNT >= A_SCENE)
                .toList());
    assertThat(leaks).as("answers with what another tenant wrote").isEmpty();
    assertThat(afterwards).isEqualTo(person);
    assertThat(licence).isEqualTo(others);
  }

  private Person person(Licence licence) {
    return other
        .identities
        .getPerson(
            GetPersonRequest.newBuilder().setSubjectId(licence.getLicensorSubjectId()).build())
        .getPerson();
  }

  /** Some requests over things of two owners, made for them, and of one of another tenant. */
  private void send(
      ManagedChannel channel,
      List<MethodDescriptor<Message, Message>> methods,
      Licence others,
      int count,
      long seed) {
    TenantShop mine = new TenantShop(url, Tenant.DEFAULT.name());
    Licence theirs = registry.ready();
    HostileMessages hostile =
        new HostileMessages(
            seed,
            Stream.of(
                    mine.ids().stream(),
                    everySecond(0, elsewhere.ids()),
                    ids(theirs),
                    ids(others),
                    Stream.of(RegistryCaller.id()))
                .flatMap(it -> it)
                .toList());
    Map<String, List<Message>> good = good(mine);
    List<Sent> under = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MethodDescriptor<Message, Message> method = methods.get(random.nextInt(methods.size()));
      PrototypeMarshaller<Message> requests =
          (PrototypeMarshaller<Message>) method.getRequestMarshaller();
      Message type = requests.getMessagePrototype();
      List<Message> near = good.get(method.getFullMethodName());
      List<Message> request = new ArrayList<>();
      int pieces = method.getType().clientSendsOneMessage() ? 1 : random.nextInt(4);
      for (int piece = 0; piece < pieces; piece++) {
        request.add(
            random.nextInt(4) > 0
                ? hostile.near(near.get(random.nextInt(near.size())))
                : hostile.of(type));
      }
      under.add(new Sent(method, request, answer(channel, method, request)));
      if (under.size() == TOGETHER || i == count - 1) {
        under.forEach(this::note);
        under.clear();
      }
    }
    mine.close();
  }

  private static Stream<String> ids(Licence licence) {
    return Stream.of(
        licence.getLicenceId(), licence.getLicensorSubjectId(), licence.getTerms().getAvatarId());
  }

  private record Sent(
      MethodDescriptor<Message, Message> method,
      List<Message> request,
      CompletableFuture<Status> answer) {}

  /** Requests that would do, for every call: those of a shop about its own things. */
  private static Map<String, List<Message>> good(TenantShop shop) {
    Map<String, List<Message>> good = new HashMap<>();
    BorderCrossing.CALLS.forEach(
        (call, crossing) ->
            good.put(
                call,
                switch (crossing) {
                  case Crossing.LikeUnknown(var requests) ->
                      requests.stream().map(it -> it.apply(shop, shop)).toList();
                  case Crossing.OwnOnly(Message request) -> List.of(request);
                  case Crossing.NamesNobody(var request) -> List.of(request.apply(shop));
                  case Crossing.Apart _ -> List.of(apart(call, shop));
                }));
    return good;
  }

  private static Message apart(String call, TenantShop shop) {
    String name = call.substring(call.indexOf('/') + 1);
    return switch (name) {
      case "WatchLeases" -> WatchLeasesRequest.newBuilder().setHolder(shop.holder).build();
      case "EnrolDevice" -> TenantShop.enrolment(shop.code, shop.key);
      case "AppendEvidence" -> shop.window;
      case "GetOpening" -> GetOpeningRequest.newBuilder().setIndex(shop.index).build();
      default -> throw new AssertionError("no good request for " + call);
    };
  }

  /** Every second id is asked for; what then comes with another one tells of another tenant. */
  private static Stream<String> everySecond(int first, List<String> ids) {
    return IntStream.range(0, ids.size()).filter(i -> i % 2 == first).mapToObj(ids::get);
  }

  /** Words and ids of another tenant that no request brings. */
  private void look(String call, List<Message> request, String told) {
    boolean leaks =
        told.contains(SECRET) || everySecond(1, elsewhere.ids()).anyMatch(told::contains);
    if (leaks) {
      this.leaks.add(call + " for " + shortened(request.toString()));
    }
  }

  /** How the call ended; a stream that has begun to answer is left. */
  private CompletableFuture<Status> answer(
      ManagedChannel channel, MethodDescriptor<Message, Message> method, List<Message> request) {
    CompletableFuture<Status> ended = new CompletableFuture<>();
    ClientCall<Message, Message> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(Message answer) {
            look(
                method.getFullMethodName(),
                request,
                answer.toByteString().toString(StandardCharsets.ISO_8859_1));
            if (!method.getType().serverSendsOneMessage()) {
              ended.complete(Status.OK);
              call.cancel("seen enough", null);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            look(method.getFullMethodName(), request, status + told(trailers));
            if (status.isOk()) {
              ended.complete(status);
            } else {
              ended.completeExceptionally(status.asRuntimeException(trailers));
            }
          }
        },
        new Metadata());
    call.request(2);
    request.forEach(call::sendMessage);
    call.halfClose();
    return ended;
  }

  /** Trailers as they are; those in bytes, where the reasons are, too. */
  private static String told(Metadata trailers) {
    StringBuilder told = new StringBuilder(trailers.toString());
    for (String name : trailers.keys()) {
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        byte[] value = trailers.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        told.append(new String(Objects.requireNonNull(value), StandardCharsets.ISO_8859_1));
      }
    }
    return told.toString();
  }

  private void note(Sent sent) {
    String outcome = outcome(sent.answer());
    outcomes.merge(sent.method().getBareMethodName() + " " + outcome, 1, Integer::sum);
    if (!outcome.equals("OK")
        && !outcome.equals(TURNED_AWAY)
        && !REASONS.contains(outcome.replaceFirst("\\S* ", ""))) {
      faults.add(
          "%s: %s for %s"
              .formatted(
                  sent.method().getFullMethodName(),
                  outcome,
                  shortened(sent.request().toString())));
    }
  }

  private static String shortened(String request) {
    return request.substring(0, Math.min(2_000, request.length()));
  }

  /** OK, or code and reason; a reason that is not documented is none of {@link #REASONS}. */
  private static String outcome(CompletableFuture<Status> answer) {
    try {
      answer.get(PATIENCE_S, TimeUnit.SECONDS);
      return "OK";
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        // Netty's guard against floods of resets: streams that are left, as many as here, end the
        // connection, and whoever shares it is told so by the transport.
        return calm(refused) ? TURNED_AWAY : refused.getStatus().getCode() + " " + reason(refused);
      }
      return "no status: " + e.getCause();
    } catch (TimeoutException e) {
      return "no answer in " + PATIENCE_S + " s";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean calm(StatusRuntimeException refused) {
    String description = refused.getStatus().getDescription();
    return description != null && description.contains("ENHANCE_YOUR_CALM");
  }

  private static String reason(StatusRuntimeException refused) {
    Status.Code code = refused.getStatus().getCode();
    if (code == Status.Code.INTERNAL || code == Status.Code.UNKNOWN) {
      return "a-defect";
    }
    try {
      ErrorInfo info = RegistryCaller.info(refused);
      return info.getReason();
    } catch (AssertionError none) {
      return "no-ErrorInfo " + refused.getStatus().getDescription();
    }
  }
}
