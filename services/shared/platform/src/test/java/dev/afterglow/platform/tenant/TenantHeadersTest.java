package dev.afterglow.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.echo.Echo.Failing;
import dev.afterglow.platform.echo.EchoCaller;
import dev.afterglow.platform.echo.EchoCaller.Outcome;
import dev.afterglow.platform.echo.EchoServer;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.GrpcErrorInterceptor;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.ServerInterceptor;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service takes calls for its own tenant alone, unless it keeps tenants apart. */
class TenantHeadersTest {

  private record Settings(String name, boolean required) implements TenantConfig {}

  @Test
  void shouldAnswerWhenCallerIsOfTheSameTenant() {
    // When
    Outcome outcome = call(new Settings("shop-a", true), caller("shop-a"));

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldTakeACallWithoutATenantForItsOwn() {
    // When
    Outcome outcome = call(new Settings("shop-a", false), headers());

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldSendWhatTheHeadersSayAlready() {
    // Given
    ClientInterceptor explicit = headers("shop-a");
    ClientInterceptor own = caller("shop-b");

    // When
    Outcome outcome = call(new Settings("shop-a", true), own, explicit);

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldRefuseWhenCallerIsOfAnotherTenant() {
    // When
    Outcome outcome = call(new Settings("shop-a", false), caller("shop-b"));

    // Then
    assertRefused(outcome);
  }

  @Test
  void shouldRefuseWhenATenantIsRequiredAndNoneIsNamed() {
    // When
    Outcome outcome = call(new Settings("default", true), headers());

    // Then
    assertRefused(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop A", "a_b", "-"})
  void shouldRefuseWhenTheNameIsNone(String name) {
    // When
    Outcome outcome = call(new Settings("default", false), headers(name));

    // Then
    assertRefused(outcome);
  }

  @Test
  void shouldRefuseWhenSeveralAreNamed() {
    // When
    Outcome outcome = call(new Settings("default", false), headers("default", "default"));

    // Then
    assertRefused(outcome);
  }

  @Test
  void shouldFailWhenTheCallCannotKeepItsTenantThoughThereAreMany() {
    // Given
    TenantServerInterceptor many =
        new TenantServerInterceptor(new Settings("default", false), true);

    // When
    Outcome outcome = call(many, headers("shop-a"));

    // Then
    assertThat(RemoteFault.from(outcome.failure()).kind()).isEqualTo(Fault.INTERNAL);
  }

  @Test
  void shouldMakeNoCallThatIsNobodysWhenThereAreMany() {
    // Given
    ClientInterceptor many = new TenantClientInterceptor(new Settings("default", false), true);

    // When, Then
    assertThatThrownBy(() -> call(new Settings("default", false), many))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ClientInterceptor caller(String tenant) {
    return new TenantClientInterceptor(new Settings(tenant, false), false);
  }

  private static void assertRefused(Outcome outcome) {
    RemoteFault fault = RemoteFault.from(outcome.failure());
    assertThat(fault.kind()).isEqualTo(Fault.DENIED);
    assertThat(fault.reason()).isEqualTo("TENANT_REFUSED");
  }

  private static ClientInterceptor headers(String... tenants) {
    Metadata headers = new Metadata();
    for (String tenant : tenants) {
      headers.put(TenantHeader.KEY, tenant);
    }
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static Outcome call(TenantConfig config, ClientInterceptor... callers) {
    return call(new TenantServerInterceptor(config, false), callers);
  }

  private static Outcome call(ServerInterceptor service, ClientInterceptor... callers) {
    Echo echo = new Echo(UnaryOperator.identity(), Failing.THROWN);
    try (EchoServer server =
        new EchoServer(echo, List.of(service, new GrpcErrorInterceptor()), callers)) {
      return EchoCaller.call(server.channel(), Echo.UNARY, "a");
    }
  }
}
