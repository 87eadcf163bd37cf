package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples that the providers publish in their documents on signing. */
class SigningTest {

  @Test
  void shouldGiveAlibabasPublishedSignature() {
    // Given
    String nothing = Signing.sha256Hex("");
    Map<String, String> headers =
        Map.of(
            "host", "ecs.cn-shanghai.aliyuncs.com",
            "x-acs-action", "RunInstances",
            "x-acs-content-sha256", nothing,
            "x-acs-date", "2023-10-26T10:22:32Z",
            "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
            "x-acs-version", "2014-05-26");

    // When
    String authorization =
        new Acs3("YourAccessKeyId", "YourAccessKeySecret")
            .authorization(
                "POST",
                "/",
                "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
                headers,
                nothing);

    // Then
    assertThat(authorization)
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void shouldGiveTencentsPublishedSignature() {
    // Given
    String body =
        "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\":"
            + " \"instance-name\"}]}";

    // When
    String authorization =
        new Tc3("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")
            .authorization(
                "cvm",
                "cvm.tencentcloudapi.com",
                Instant.ofEpochSecond(1_551_113_065),
                body.getBytes(StandardCharsets.US_ASCII));

    // Then
    assertThat(authorization)
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/"
                + "tc3_request, SignedHeaders=content-type;host, "
                + "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  @Test
  void shouldNotTellSecretsWhenPrinted() {
    // When
    String printed = new Acs3("id", "hush") + " " + new Tc3("id", "hush");

    // Then
    assertThat(printed).doesNotContain("hush");
  }
}
