package dev.afterglow.render.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.scene.Box;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A made-up face of rectangles, of which every number is known. */
class PreflightRehearsalTest {
  private static final int SIDE = 200;
  private static final Box HEAD = new Box(60, 40, 80, 100);
  private static final Box LIPS = new Box(85, 110, 30, 10);
  private static final Box BROW = new Box(70, 70, 20, 10);
  private static final int SKIN = 0xE0B090;

  @Test
  void shouldMeasureContrastsAsWcagCountsThem() {
    // Given: white lips in a black face before a grey wall
    FaceSight sight = sight(0x808080, 0x000000, 0xFFFFFF, 0xFFFFFF, false);

    // When
    FaceLook look = FaceLook.of(sight);

    // Then: black on white is 21, and black on the middle grey of a screen 5.3
    assertThat(look.faceShare()).isEqualTo(0.5);
    assertThat(look.lips().orElseThrow()).isCloseTo(21, within(0.1));
    assertThat(look.hair().orElseThrow()).isCloseTo(5.32, within(0.05));
    assertThat(look.clutter().orElseThrow()).isZero();
  }

  @Test
  void shouldFindFaultWithPaleLipsACheckeredWallAndHairLikeTheWall() {
    // Given
    Rehearsal rehearsal = new Rehearsal();
    MotionFrame still = motion(0, 0, 0);
    rehearsal.saw(still);
    rehearsal.saw(sight(0xDDAA88, SKIN, 0xE0B498, 0x302018, true), still);

    // When
    Judgement judgement = rehearsal.judge(new Rehearsal.Machine(3, 0, 0.5), List.of());

    // Then
    assertThat(finding(judgement, Check.LIP_CONTRAST).good()).isFalse();
    assertThat(finding(judgement, Check.BACKGROUND_CLUTTER).good()).isFalse();
    assertThat(finding(judgement, Check.HAIR_CONTRAST).good()).isFalse();
    assertThat(finding(judgement, Check.BROW_CONTRAST).good()).isTrue();
    assertThat(finding(judgement, Check.TEETH_CONTRAST).measured()).isFalse();
    assertThat(judgement.findings().getFirst().good()).isFalse();
    assertThat(judgement.findings()).hasSize(Check.values().length);
  }

  @Test
  void shouldMeasureHowFarJawAndBrowsWentAndWhereTheEyesLooked() {
    // Given: a jaw that opens by half, brows that hardly move, and eyes that look aside every other
    // time
    Rehearsal rehearsal = new Rehearsal();
    for (int i = 0; i < 100; i++) {
      rehearsal.saw(motion(i % 2 * 0.5f, i % 2 * 0.05f, i % 2 * 0.6f));
    }

    // When
    Judgement judgement = rehearsal.judge(new Rehearsal.Machine(70, 5, 0.1), List.of());

    // Then
    assertThat(finding(judgement, Check.JAW_RANGE).value()).isCloseTo(0.5, within(1e-6));
    assertThat(finding(judgement, Check.JAW_RANGE).good()).isTrue();
    assertThat(finding(judgement, Check.BROW_RANGE).good()).isFalse();
    assertThat(finding(judgement, Check.EYE_CONTACT).value()).isCloseTo(0.5, within(1e-9));
    assertThat(finding(judgement, Check.EYE_CONTACT).good()).isFalse();
    assertThat(finding(judgement, Check.SKEW).good()).isFalse();
    assertThat(finding(judgement, Check.DROPPED).good()).isFalse();
    assertThat(finding(judgement, Check.HEADROOM).good()).isFalse();
    assertThat(judgement.pictures()).isZero();
  }

  @Test
  void shouldNameTheHighestRateThatLeavesAFifthOfTheTime() {
    // Given, When, Then
    assertThat(new Judgement.Size(720, 1280, 13.3).frameRate()).isEqualTo(60);
    assertThat(new Judgement.Size(720, 1280, 13.4).frameRate()).isEqualTo(50);
    assertThat(new Judgement.Size(720, 1280, 26.6).frameRate()).isEqualTo(30);
    assertThat(new Judgement.Size(720, 1280, 60).frameRate()).isZero();
  }

  private static Judgement.Finding finding(Judgement judgement, Check check) {
    return judgement.findings().stream().filter(it -> it.check() == check).findAny().orElseThrow();
  }

  private static MotionFrame motion(float jaw, float brow, float aside) {
    ShapeWeights shapes =
        ShapeWeights.builder()
            .set(ArkitShape.JAW_OPEN, jaw)
            .set(ArkitShape.BROW_INNER_UP, brow)
            .set(ArkitShape.EYE_LOOK_OUT_LEFT, aside)
            .build();
    return new MotionFrame(0, shapes, Optional.empty(), Map.of());
  }

  private static FaceSight sight(int wall, int skin, int lips, int brow, boolean checkered) {
    ByteBuffer behind = ByteBuffer.allocate(SIDE * SIDE * 4);
    ByteBuffer picture = ByteBuffer.allocate(SIDE * SIDE * 4);
    for (int row = SIDE - 1; row >= 0; row--) {
      for (int x = 0; x < SIDE; x++) {
        int ground = checkered && (x + row) % 2 == 0 ? wall - 0x202020 : wall;
        put(behind, ground);
        int face = in(LIPS, x, row) ? lips : skin;
        if (in(BROW, x, row) && row % 3 == 0) {
          face = brow;
        }
        put(picture, in(HEAD, x, row) ? face : ground);
      }
    }
    return new FaceSight(
        new Pixels(SIDE, SIDE, picture.flip()),
        new Pixels(SIDE, SIDE, behind.flip()),
        new FaceBoxes(HEAD, Optional.of(LIPS), List.of(BROW)));
  }

  private static boolean in(Box box, int x, int y) {
    return x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
  }

  private static void put(ByteBuffer out, int rgb) {
    out.putInt(rgb << 8 | 0xFF);
  }
}
