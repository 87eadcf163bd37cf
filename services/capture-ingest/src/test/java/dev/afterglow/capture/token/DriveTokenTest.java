package dev.afterglow.capture.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriveTokenTest {
  private static final byte[] SALT = new byte[32];

  @Test
  void shouldBeTheSameOnlyForTheSameRequestAndDrive() {
    // Given
    DriveToken token = DriveToken.derive(SALT, "request", "drive");

    // When
    DriveToken again = DriveToken.derive(SALT, "request", "drive");

    // Then
    assertThat(again).isEqualTo(token);
    assertThat(token.text()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(DriveToken.derive(SALT, "other", "drive")).isNotEqualTo(token);
    assertThat(DriveToken.derive(SALT, "request", "other")).isNotEqualTo(token);
    byte[] otherSalt = SALT.clone();
    otherSalt[31] = 1;
    assertThat(DriveToken.derive(otherSalt, "request", "drive")).isNotEqualTo(token);
  }

  @Test
  void shouldMatchItsHashAndNothingElse() {
    // Given
    DriveToken token = DriveToken.derive(SALT, "request", "drive");

    // When
    TokenHash hash = token.hash();

    // Then
    assertThat(hash.matches(token.text())).isTrue();
    assertThat(hash.matches(token.text() + "x")).isFalse();
    assertThat(hash.matches("")).isFalse();
    assertThat(hash.hex()).doesNotContain(token.text());
  }

  @Test
  void shouldNotShowTheSecretWhenPrinted() {
    // Given
    DriveToken token = DriveToken.derive(SALT, "request", "drive");

    // When
    String printed = token.toString();

    // Then
    assertThat(printed).doesNotContain(token.text());
  }
}
