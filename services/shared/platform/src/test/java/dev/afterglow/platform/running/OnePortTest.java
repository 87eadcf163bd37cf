package dev.afterglow.platform.running;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.google.protobuf.StringValue;
import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.echo.EchoCaller;
import dev.afterglow.platform.echo.EchoCaller.Outcome;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform as services run it: gRPC and HTTP on one port, Mutiny pipelines, a token. */
@QuarkusTest
@TestProfile(OnePortTest.WithToken.class)
class OnePortTest {

  private static final String TOKEN = "t".repeat(40);

  /** A service that asks for a token. */
  public static class WithToken implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("service", ".token");
        file.toFile().deleteOnExit();
        Files.writeString(file, TOKEN);
        String port = Integer.toString(freePort());
        return Map.of(
            "afterglow.auth.service-token-file",
            file.toString(),
            "quarkus.http.test-port",
            port,
            "quarkus.grpc.clients.self.port",
            port,
            "quarkus.grpc.clients.self.host",
            "127.0.0.1",
            "quarkus.grpc.clients.self.use-quarkus-grpc-client",
            "true");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
  }

  @TestHTTPResource URI root;

  @GrpcClient("self")
  Channel self;

  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel =
        ManagedChannelBuilder.forAddress(root.getHost(), root.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  static Stream<MethodDescriptor<StringValue, StringValue>> everyMethod() {
    return Stream.of(Echo.UNARY, Echo.SERVER, Echo.CLIENT, Echo.BIDI);
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldAnswerWhenPipelineSucceeds(MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = call(method, "a");

    // Then
    assertThat(outcome.failure().getStatus().isOk()).isTrue();
    assertThat(outcome.answers()).containsExactly("a");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldGiveErrorInfoWhenPipelineRefuses(MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = call(method, "refuse");

    // Then
    assertThat(RemoteFault.from(outcome.failure()))
        .isEqualTo(
            new RemoteFault(
                Fault.FAILED_PRECONDITION, "LEASE_REVOKED", "revoked", Map.of("lease_id", "l-1")));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldTellNothingWhenPipelineHasDefect(MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = call(method, "defect");

    // Then
    assertThat(RemoteFault.from(outcome.failure()))
        .isEqualTo(new RemoteFault(Fault.INTERNAL, "INTERNAL", "internal error", Map.of()));
    assertThat(outcome.failure().getTrailers().toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWhenTokenIsMissing(MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = EchoCaller.call(channel, method, "a");

    // Then
    RemoteFault fault = RemoteFault.from(outcome.failure());
    assertThat(fault.kind()).isEqualTo(Fault.UNAUTHENTICATED);
    assertThat(fault.reason()).isEqualTo("TOKEN_REFUSED");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldSendTokenWhenClientIsInjected(MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = EchoCaller.call(self, method, "a");

    // Then
    assertThat(outcome.failure().getStatus().isOk()).isTrue();
    assertThat(outcome.answers()).containsExactly("a");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldReadReasonWhenInjectedClientIsRefused(
      MethodDescriptor<StringValue, StringValue> method) {
    // When
    Outcome outcome = EchoCaller.call(self, method, "refuse");

    // Then
    assertThat(RemoteFault.from(outcome.failure()).reason()).isEqualTo("LEASE_REVOKED");
    assertThat(RemoteFault.from(outcome.failure()).metadata()).containsEntry("lease_id", "l-1");
  }

  @Test
  void shouldServeHealthWhenProbeHasNoToken() {
    // When
    ServingStatus status =
        ClientCalls.blockingUnaryCall(
                channel,
                HealthGrpc.getCheckMethod(),
                CallOptions.DEFAULT,
                HealthCheckRequest.getDefaultInstance())
            .getStatus();

    // Then
    assertThat(status).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void shouldGiveProblemWhenUseCaseRefusesOverRest() {
    given()
        .when()
        .get(root.resolve("/fail/refuse"))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:afterglow:problem:avatar-not-found"))
        .body("title", equalTo("not found"))
        .body("detail", equalTo("no such avatar"))
        .body("reason", equalTo("AVATAR_NOT_FOUND"))
        .body("metadata.avatar_id", equalTo("a-1"));
  }

  @Test
  void shouldTellNothingWhenRestHasDefect() {
    given()
        .when()
        .get(root.resolve("/fail/defect"))
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("reason", equalTo("INTERNAL"))
        .body(not(stringContainsInOrder("secret")));
  }

  @Test
  void shouldGiveProblemWhenPathIsUnknown() {
    given()
        .when()
        .get(root.resolve("/nowhere"))
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  private Outcome call(MethodDescriptor<StringValue, StringValue> method, String message) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + TOKEN);
    ClientInterceptor authorised = MetadataUtils.newAttachHeadersInterceptor(headers);
    return EchoCaller.call(ClientInterceptors.intercept(channel, authorised), method, message);
  }
}
