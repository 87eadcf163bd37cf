package dev.afterglow.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"default", "a", "7", "shop-12", "a-very-long-name-of-a-shop-with-a-place"})
  void shouldTakeALabel(String name) {
    // When
    Tenant tenant = new Tenant(name);

    // Then
    assertThat(tenant.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "Shop", "a b", "a/b", "a.b", "\u5e97", "a\u0000"})
  void shouldRefuseWhatIsNoLabel(String name) {
    assertThatThrownBy(() -> new Tenant(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseALabelThatIsTooLong() {
    assertThatThrownBy(() -> new Tenant("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHaveNoTenantWhereNoCallIsAnswered() {
    assertThat(CallersTenant.find()).isEmpty();
    assertThatThrownBy(CallersTenant::name).isInstanceOf(IllegalStateException.class);
  }
}
