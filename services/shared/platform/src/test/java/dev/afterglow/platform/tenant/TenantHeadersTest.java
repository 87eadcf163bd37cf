package dev.afterglow.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that keeps no tenants apart takes calls for its own alone. */
class TenantHeadersTest {

  private record Settings(String name, boolean many, boolean required) implements TenantConfig {}

  @Test
  void shouldAnswerWhenCallerIsOfTheSameTenant() {
    // When
    Outcome outcome =
        call(
            new Settings("shop-a", false, true),
            new TenantClientInterceptor(new Settings("shop-a", false, false)));

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldTakeACallWithoutATenantForItsOwn() {
    // When
    Outcome outcome = call(new Settings("shop-a", false, false), headers());

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldSendWhatTheHeadersSayAlready() {
    // Given
    ClientInterceptor explicit = headers("shop-a");
    ClientInterceptor own = new TenantClientInterceptor(new Settings("shop-b", false, false));

    // When
    Outcome outcome = call(new Settings("shop-a", false, true), own, explicit);

    // Then
    assertThat(outcome.ok()).isTrue();
  }

  @Test
  void shouldRefuseWhenCallerIsOfAnotherTenant() {
    // When
    Outcome outcome =
        call(
            new Settings("shop-a", false, false),
            new TenantClientInterceptor(new Settings("shop-b", false, false)));

    // Then
    assertRefused(outcome);
  }

  @Test
  void shouldRefuseWhenATenantIsRequiredAndNoneIsNamed() {
    // When
    Outcome outcome = call(new Settings("default", false, true), headers());

    // Then
    assertRefused(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shop A", "a_b", "-"})
  void shouldRefuseWhenTheNameIsNone(String name) {
    // When
    Outcome outcome = call(new Settings("default", false, false), headers(name));

    // Then
    assertRefused(outcome);
  }

  @Test
  void shouldRefuseWhenSeveralAreNamed() {
    // When
    Outcome outcome = call(new Settings("default", false, false), headers("default", "default"));

    // Then
    assertRefused(outcome);
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
    Echo echo = new Echo(UnaryOperator.identity(), Failing.THROWN);
    try (EchoServer server =
        new EchoServer(
            echo,
            List.of(new TenantServerInterceptor(config), new GrpcErrorInterceptor()),
            callers)) {
      return EchoCaller.call(server.channel(), Echo.UNARY, "a");
    }
  }
}
