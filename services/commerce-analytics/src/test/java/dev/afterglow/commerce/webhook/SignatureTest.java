package dev.afterglow.commerce.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures against the examples that those who define them publish. */
class SignatureTest {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final PseudonymKey PSEUDONYMS = PseudonymKey.of(new byte[32]);

  /** The vector of the Standard Webhooks reference libraries. */
  private static final Instant THEN = Instant.ofEpochSecond(1_614_265_330);

  private static final String VECTOR = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private final StandardFormat standard =
      new StandardFormat(Secrets.of(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), TOLERANCE);

  @Test
  void shouldFindTheSignatureRightWhenItIsThePublishedOne() {
    assertThat(standard.isSigned(standard(VECTOR, "{\"test\": 2432232314}"), THEN)).isTrue();
  }

  @Test
  void shouldFindOneOfSeveralSignaturesWhenSecretsAreChanged() {
    // Given
    Delivery two = standard("v1a,AAAA v1,AAAA " + VECTOR, "{\"test\": 2432232314}");
    StandardFormat changing =
        new StandardFormat(
            Secrets.of(
                List.of(
                    "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            TOLERANCE);

    // When, Then
    assertThat(standard.isSigned(two, THEN)).isTrue();
    assertThat(changing.isSigned(two, THEN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1,",
        "v1,%%",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
      })
  void shouldRefuseWhenTheSignatureIsAnother(String signature) {
    assertThat(standard.isSigned(standard(signature, "{\"test\": 2432232314}"), THEN)).isFalse();
  }

  @Test
  void shouldRefuseWhenOneByteOfTheBodyIsAnother() {
    assertThat(standard.isSigned(standard(VECTOR, "{\"test\": 2432232315}"), THEN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-300, true", "300, true", "-301, false", "301, false"})
  void shouldRefuseWhenTheSignatureIsOldOrOfTheFuture(long secondsOff, boolean signed) {
    assertThat(
            standard.isSigned(
                standard(VECTOR, "{\"test\": 2432232314}"), THEN.plusSeconds(secondsOff)))
        .isEqualTo(signed);
  }

  /** The example of Douyin's page on checking pushes. */
  @Test
  void shouldFindDouyinsSignatureRightWhenItIsThePublishedOne() {
    // Given
    DouyinLiveFormat format =
        new DouyinLiveFormat(Secrets.of(List.of("123abc")), PSEUDONYMS, TOLERANCE);
    Map<String, String> headers = new HashMap<>();
    headers.put("x-nonce-str", "123456");
    headers.put("x-timestamp", "456789");
    headers.put("x-roomid", "268");
    headers.put("x-msg-type", "live_gift");
    headers.put("x-signature", "PDcKhdlsrKEJif6uMKD2dw==");
    byte[] body = "abc123你好".getBytes(StandardCharsets.UTF_8);

    // When, Then
    assertThat(format.bearsSignature(new Delivery(headers, body))).isTrue();
    headers.put("x-roomid", "269");
    assertThat(format.bearsSignature(new Delivery(headers, body))).isFalse();
  }

  @Test
  void shouldRefuseDouyinsPushWhenItsTimeIsLongAgo() {
    // Given
    DouyinLiveFormat format =
        new DouyinLiveFormat(Secrets.of(List.of("secret-0")), PSEUDONYMS, TOLERANCE);
    Delivery delivery = Pushes.douyin("live_like", "[]", "secret-0", THEN);

    // When, Then
    assertThat(format.isSigned(delivery, THEN)).isTrue();
    assertThat(format.isSigned(delivery, THEN.plusSeconds(301))).isFalse();
  }

  @Test
  void shouldFindShopifysSignatureRightWhenItIsTheHmacOfTheBody() {
    // Given
    ShopifyFormat format = new ShopifyFormat(Secrets.of(List.of("hush-hush")), PSEUDONYMS);

    // When, Then
    assertThat(format.isSigned(Pushes.shopify("orders/paid", "{}", "hush-hush"), THEN)).isTrue();
    assertThat(format.isSigned(Pushes.shopify("orders/paid", "{}", "hush-hash"), THEN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tiny", "one-secret\ntwo-secret\nthree-secret"})
  void shouldRefuseAFileWhenItHoldsNotOneOrTwoSecrets(String lines) {
    assertThatThrownBy(() -> Secrets.of(lines.lines().toList()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPrintNoSecret() {
    assertThat(Secrets.of(List.of("hush-hush")).toString() + PSEUDONYMS)
        .doesNotContain("hush")
        .contains("redacted");
  }

  private static Delivery standard(String signature, String body) {
    return new Delivery(
        Map.of(
            "webhook-id",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp",
            "1614265330",
            "webhook-signature",
            signature),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
