package dev.afterglow.registry.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.registry.asset.Digests;
import dev.afterglow.registry.asset.FolderStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.part.score.PartScore;
import dev.afterglow.registry.part.score.PartScore.Finding;
import dev.afterglow.registry.part.score.ScoreRules;
import dev.afterglow.registry.running.TinyAvatar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts are scored by the rules of their kind, good ones and bad ones; none is refused for it. */
class PartScoreTest {
  private static final ScoreRules RULES = ScoreRules.bundled();

  @TempDir Path folder;

  private PartScore score(PartKind kind, byte[] bytes) throws IOException {
    PartPlan plan =
        new PartPlan(
            "avatar",
            kind,
            "author",
            "studio",
            bytes.length,
            HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
    try (IncomingPart part =
        IncomingPart.open(
            plan, new Landing(folder.resolve("incoming")), new FolderStore(folder), RULES)) {
      part.take(ByteBuffer.wrap(bytes));
      return ((IncomingPart.Ending.Kept) part.finish()).score();
    }
  }

  private static Finding finding(PartScore score, String rule) {
    return score.findings().stream().filter(it -> it.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static byte[] shared(String name) throws IOException {
    String data = System.getenv("AFTERGLOW_DATA");
    Path file =
        Path.of(data == null ? "../../../shared/data" : data).resolve("avatars").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "real avatars are absent: no " + name);
    return Files.readAllBytes(file);
  }

  @Test
  void shouldSayWhatARealFaceHasAndLacks() throws IOException {
    // Given
    byte[] face = shared("ict-facekit/ict_face_arkit51.glb");

    // When
    PartScore score = score(PartKind.FACE_MODEL, face);

    // Then: a face of 51 shapes and 28,551 vertices, whose lids and mouth move
    assertThat(score.rulesDate()).isEqualTo("2026-11-24");
    assertThat(score.findings())
        .extracting(Finding::rule)
        .containsExactly(
            "FACE_SHAPES", "FACE_EYELIDS", "FACE_MOUTH", "MODEL_VERTICES", "MODEL_TEXTURES");
    assertThat(finding(score, "FACE_SHAPES").measured()).isEqualTo(51);
    assertThat(finding(score, "FACE_SHAPES").met()).isFalse();
    assertThat(finding(score, "FACE_SHAPES").change()).contains("ARKit");
    assertThat(finding(score, "FACE_EYELIDS").met()).isTrue();
    assertThat(finding(score, "FACE_EYELIDS").change()).isEmpty();
    assertThat(finding(score, "FACE_MOUTH").met()).isTrue();
    assertThat(finding(score, "MODEL_VERTICES").measured()).isEqualTo(28_551);
    assertThat(finding(score, "MODEL_VERTICES").met()).isFalse();
    assertThat(finding(score, "MODEL_TEXTURES").met()).isTrue();
  }

  @Test
  void shouldFindNothingThatMovesInAFaceThatStandsStill() throws IOException {
    // When: its one target lies where the face does, and all of it is one point
    PartScore score = score(PartKind.FACE_MODEL, TinyAvatar.glb(1));

    // Then
    assertThat(finding(score, "FACE_SHAPES").measured()).isEqualTo(1);
    assertThat(finding(score, "FACE_EYELIDS"))
        .isEqualTo(
            new Finding(
                "FACE_EYELIDS", 0.0, 0.001, true, false, finding(score, "FACE_EYELIDS").change()));
    assertThat(finding(score, "FACE_MOUTH").met()).isFalse();
    assertThat(finding(score, "MODEL_VERTICES").met()).isTrue();
  }

  @Test
  void shouldCountTheBonesOfABody() throws IOException {
    // When
    Finding whole = finding(score(PartKind.BODY, TinyAvatar.vrm(2)), "BODY_BONES");
    Finding none = finding(score(PartKind.BODY, TinyAvatar.glb(2)), "BODY_BONES");

    // Then
    assertThat(whole.measured()).isEqualTo(15);
    assertThat(whole.met()).isTrue();
    assertThat(none.measured()).isZero();
    assertThat(none.met()).isFalse();
  }

  @Test
  void shouldSeeTheBlinkOfAVrm() throws IOException {
    // Given
    byte[] godette = shared("godot-vrm-godette/Godette_vrm_v4.vrm");

    // When
    PartScore score = score(PartKind.FACE_MODEL, godette);

    // Then
    assertThat(finding(score, "FACE_SHAPES").met()).isFalse();
    assertThat(finding(score, "FACE_EYELIDS").measured()).isPositive();
    assertThat(finding(score, "MODEL_VERTICES").measured()).isGreaterThan(3_000);
  }

  private static byte[] voice(String metadata) {
    byte[] header =
        ("{" + metadata + "\"a\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(12 + header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .putInt(7)
        .array();
  }

  @Test
  void shouldReadOfAVoiceWhatItsFileSays() throws IOException {
    // When
    PartScore silent = score(PartKind.VOICE_MODEL, voice(""));
    PartScore low =
        score(PartKind.VOICE_MODEL, voice("\"__metadata__\":{\"sample_rate\":\"16000\"},"));
    PartScore good =
        score(PartKind.VOICE_MODEL, voice("\"__metadata__\":{\"sample_rate\":\"48000\"},"));

    // Then
    assertThat(finding(silent, "VOICE_SAMPLE_RATE").measured()).isNull();
    assertThat(finding(silent, "VOICE_SAMPLE_RATE").met()).isFalse();
    assertThat(finding(silent, "VOICE_METADATA").met()).isFalse();
    assertThat(finding(low, "VOICE_SAMPLE_RATE").measured()).isEqualTo(16_000);
    assertThat(finding(low, "VOICE_SAMPLE_RATE").met()).isFalse();
    assertThat(good.findings()).allMatch(Finding::met);
    assertThat(finding(good, "VOICE_SIZE").measured()).isEqualTo(4);
  }

  @Test
  void shouldMeasureTextsByTheirCharacters() throws IOException {
    // When
    PartScore good = score(PartKind.SCRIPTS, bytes("龙井新茶。\r\n第二行更长一些。"));
    PartScore longLine = score(PartKind.SCRIPTS, bytes("茶".repeat(201)));
    PartScore longScript = score(PartKind.SCRIPTS, bytes("茶\n".repeat(10_001)));
    PartScore persona = score(PartKind.PERSONA, bytes("p".repeat(4_001)));

    // Then
    assertThat(good.findings()).allMatch(Finding::met);
    assertThat(finding(good, "SCRIPT_LINES").measured()).isEqualTo(8);
    assertThat(finding(longLine, "SCRIPT_LINES").met()).isFalse();
    assertThat(finding(longLine, "SCRIPT_LENGTH").met()).isTrue();
    assertThat(finding(longScript, "SCRIPT_LENGTH").measured()).isEqualTo(20_002);
    assertThat(finding(longScript, "SCRIPT_LENGTH").met()).isFalse();
    assertThat(finding(persona, "PERSONA_LENGTH").met()).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldHaveARuleForEveryKindAndAChangeForEveryRule() {
    for (PartKind kind : PartKind.values()) {
      assertThat(RULES.rules()).anyMatch(rule -> rule.kinds().contains(kind));
    }
    assertThat(RULES.rules()).allMatch(rule -> rule.change().length() > 20);
    assertThat(RULES.rules().stream().map(it -> it.id()).distinct()).hasSize(RULES.rules().size());
  }

  @Test
  void shouldNotStartWithARuleThatItDoesNotKnow() {
    for (String rule :
        List.of(
            "{\"id\":\"A\",\"kinds\":[\"NOSE\"],\"measure\":\"VERTICES\",\"most\":1,\"change\":\"\"}",
            "{\"id\":\"A\",\"kinds\":[\"BODY\"],\"measure\":\"CHARM\",\"most\":1,\"change\":\"\"}",
            "{\"id\":\"A\",\"kinds\":[\"BODY\"],\"measure\":\"VERTICES\",\"change\":\"\"}")) {
      assertThat(
              catchThrowable(
                  () -> ScoreRules.of("{\"date\":\"2026-11-24\",\"rules\":[" + rule + "]}")))
          .isInstanceOf(RuntimeException.class);
    }
  }
}
