package dev.afterglow.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.echo.EchoCaller;
import dev.afterglow.platform.echo.EchoCaller.Outcome;
import dev.afterglow.platform.echo.EchoServer;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.GrpcErrorInterceptor;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAuthenticationTest {

  private static final String TOKEN = "t".repeat(32);

  @TempDir Path folder;

  private record Settings(Optional<Path> serviceTokenFile, boolean allowAnonymous)
      implements AuthConfig {}

  static Stream<MethodDescriptor<StringValue, StringValue>> everyMethod() {
    return Stream.of(Echo.UNARY, Echo.SERVER, Echo.CLIENT, Echo.BIDI);
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWhenTokenIsMissing(MethodDescriptor<StringValue, StringValue> method) {
    // Given
    try (EchoServer server = guarded()) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(outcome.answers()).isEmpty();
      RemoteFault fault = RemoteFault.from(outcome.failure());
      assertThat(fault.kind()).isEqualTo(Fault.UNAUTHENTICATED);
      assertThat(fault.reason()).isEqualTo("TOKEN_REFUSED");
    }
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWhenTokenIsAnother(MethodDescriptor<StringValue, StringValue> method) {
    // Given
    try (EchoServer server = guarded(sending("x".repeat(32)))) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(RemoteFault.from(outcome.failure()).reason()).isEqualTo("TOKEN_REFUSED");
    }
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldServeWhenClientSendsToken(MethodDescriptor<StringValue, StringValue> method) {
    // Given
    try (EchoServer server = guarded(sending(TOKEN))) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(outcome.ok()).isTrue();
      assertThat(outcome.answers()).containsExactly("a");
    }
  }

  @Test
  void shouldRefuseWhenSchemeOrTokenIsMalformed() {
    ServiceAccess access = new ServiceAccess.Guarded(ServiceToken.of(TOKEN));
    assertThat(access.admits("")).isFalse();
    assertThat(access.admits(TOKEN)).isFalse();
    assertThat(access.admits("Basic " + TOKEN)).isFalse();
    assertThat(access.admits("Bearer ")).isFalse();
    assertThat(access.admits("Bearer " + TOKEN + "t")).isFalse();
    assertThat(access.admits("bearer " + TOKEN)).isTrue();
  }

  @Test
  void shouldStopStartWhenNeitherFileNorPermissionIsGiven() {
    assertThatThrownBy(() -> AuthWiring.access(new Settings(Optional.empty(), false), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("afterglow.auth.service-token-file");
  }

  @Test
  void shouldStopStartWhenAnonymousInProduction() {
    assertThatThrownBy(() -> AuthWiring.access(new Settings(Optional.empty(), true), true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("afterglow.auth.allow-anonymous");
  }

  @Test
  void shouldAskForTokenWhenFileIsGivenThoughAnonymousIsAllowed() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

    // When
    ServiceAccess access = AuthWiring.access(new Settings(Optional.of(file), true), false);

    // Then
    assertThat(access.admits("")).isFalse();
    assertThat(access.admits("Bearer " + TOKEN)).isTrue();
  }

  @Test
  void shouldStopStartWhenFileIsMissingOrHoldsNoToken() throws IOException {
    Path missing = folder.resolve("missing");
    Path weak = Files.writeString(folder.resolve("weak"), "short");
    assertThatThrownBy(() -> AuthWiring.access(new Settings(Optional.of(missing), true), false))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> AuthWiring.access(new Settings(Optional.of(weak), true), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("short");
  }

  @Test
  void shouldHideTokenWhenPrinted() {
    assertThat(new ServiceAccess.Guarded(ServiceToken.of(TOKEN)).toString()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldServeWithoutTokenOnlyTheMethodThatIsNamed(
      MethodDescriptor<StringValue, StringValue> method) {
    // Given
    String named = Echo.BIDI.getFullMethodName();
    try (EchoServer server = guarded(new OpenMethods(Set.of(named)))) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(outcome.ok()).isEqualTo(method.getFullMethodName().equals(named));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "afterglow.capture.v1.CaptureService", "afterglow.*/OpenDrive", "a.B/"})
  void shouldRefuseAnOpenMethodWhenItIsNoFullName(String name) {
    assertThatThrownBy(() -> new OpenMethods(Set.of(name)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static EchoServer guarded(ClientInterceptor... client) {
    return guarded(OpenMethods.NONE, client);
  }

  private static EchoServer guarded(OpenMethods open, ClientInterceptor... client) {
    ServiceAccess access = new ServiceAccess.Guarded(ServiceToken.of(TOKEN));
    return new EchoServer(
        new Echo(UnaryOperator.identity(), Echo.Failing.THROWN),
        List.of(new AuthServerInterceptor(access, open), new GrpcErrorInterceptor()),
        client);
  }

  private static ClientInterceptor sending(String token) {
    return new AuthClientInterceptor(new ServiceAccess.Guarded(ServiceToken.of(token)));
  }
}
