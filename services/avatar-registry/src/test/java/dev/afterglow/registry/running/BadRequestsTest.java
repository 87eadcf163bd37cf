package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.RegistryErrorReason;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import dev.afterglow.platform.error.PlatformReason;
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

  @Test
  void shouldAnswerOrRefuseWithAReasonWhateverIsSent() {
    // Given
    List<MethodDescriptor<Message, Message>> methods = List.copyOf(BorderCrossing.METHODS.values());
    other = new RegistryCaller(url, ELSEWHERE);
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
    Licence mine = registry.ready();
    Licence theirs = registry.ready();
    StreamLease lease = registry.leases.acquireLease(acquire(mine)).getLease();
    HostileMessages hostile =
        new HostileMessages(
            seed,
            Stream.concat(
                    Stream.of(lease.getLeaseId(), RegistryCaller.id()),
                    Stream.of(mine, theirs, others)
                        .flatMap(
                            it ->
                                Stream.of(
                                    it.getLicenceId(),
                                    it.getLicensorSubjectId(),
                                    it.getTerms().getAvatarId())))
                .toList());
    Map<String, Message> good = good(mine);
    List<Sent> under = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MethodDescriptor<Message, Message> method = methods.get(random.nextInt(methods.size()));
      PrototypeMarshaller<Message> requests =
          (PrototypeMarshaller<Message>) method.getRequestMarshaller();
      Message type = requests.getMessagePrototype();
      Message near = good.get(type.getDescriptorForType().getFullName());
      List<Message> request = new ArrayList<>();
      int pieces = method.getType().clientSendsOneMessage() ? 1 : random.nextInt(4);
      for (int piece = 0; piece < pieces; piece++) {
        request.add(near != null && random.nextInt(4) > 0 ? hostile.near(near) : hostile.of(type));
      }
      under.add(new Sent(method, request, answer(channel, method, request)));
      if (under.size() == TOGETHER || i == count - 1) {
        under.forEach(this::note);
        under.clear();
      }
    }
  }

  private record Sent(
      MethodDescriptor<Message, Message> method,
      List<Message> request,
      CompletableFuture<Status> answer) {}

  private AcquireLeaseRequest acquire(Licence licence) {
    return AcquireLeaseRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setUse(registry.use(licence))
        .setHolder("worker-bad")
        .build();
  }

  /** Requests that would do, for calls whose checks are deep. */
  private Map<String, Message> good(Licence licence) {
    Map<String, Message> good = new HashMap<>();
    String owner = licence.getLicensorSubjectId();
    Stream.<Message>of(
            acquire(licence),
            DecideRequest.newBuilder().setUse(registry.use(licence)).build(),
            registry.grant(owner, licence.getTerms()).build(),
            registry.verification(RegistryCaller.number(), RegistryCaller.NAME).build(),
            UploadAvatarRequest.newBuilder()
                .setHeader(registry.header(owner, TinyAvatar.glb(1)))
                .build(),
            AppendEvidenceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setBroadcastId(RegistryCaller.id())
                .setDriverSubjectId(owner)
                .setWindow(ByteString.copyFrom(new byte[10]))
                .build())
        .forEach(it -> good.put(it.getDescriptorForType().getFullName(), it));
    return good;
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
            if (answer.toByteString().toString(StandardCharsets.ISO_8859_1).contains(SECRET)) {
              leaks.add(method.getFullMethodName() + " for " + request);
            }
            if (!method.getType().serverSendsOneMessage()) {
              ended.complete(Status.OK);
              call.cancel("seen enough", null);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            if ((status + trailers.toString()).contains(SECRET)) {
              leaks.add(method.getFullMethodName() + " refused " + request);
            }
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
