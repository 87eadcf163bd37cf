package dev.afterglow.capture.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final long STEP_US = 20_000;
  private static final Ranks FIRST = new Ranks(1, 1, 1, 1);
  private static final Ranks LATER = new Ranks(7, 7, 7, 7);

  private final List<Piece.Motion> given = new ArrayList<>();
  private final Merge merge = new Merge((motion, _) -> given.add(motion));
  private long nowUs = 1_000_000;
  private long sequence;

  /** A source that is there or not as a test says. */
  private static final class HandFeed implements Feed {
    boolean lost = true;

    @Override
    public boolean lost(long nowUs) {
      return lost;
    }

    @Override
    public long targetUs() {
      return 60_000;
    }
  }

  private final HandFeed phone = new HandFeed();
  private final HandFeed other = new HandFeed();

  @Test
  void shouldMakeOneDriveOfAFaceAndABody() {
    // Given
    int face = merge.add("phone", phone, Ranks.EQUAL);
    int body = merge.add("suit", other, Ranks.EQUAL);

    // When: the suit's frames lie half way between the phone's
    for (int i = 0; i < 50; i++) {
      phone.lost = false;
      other.lost = false;
      take(body, bones(nowUs - STEP_US / 2, 0.002f * i));
      take(face, face(nowUs, 0.01f * i));
      nowUs += STEP_US;
    }

    // Then: each frame of the phone once, the body on the line between the suit's
    assertThat(merge.lead()).isEqualTo(face);
    assertThat(given).hasSizeGreaterThanOrEqualTo(48);
    MotionFrame one = given.get(40).frame();
    assertThat(one.shapes().get(ArkitShape.JAW_OPEN)).isCloseTo(0.40f, within(0.021f));
    assertThat(one.bones().get(HumanoidBone.SPINE).x())
        .isCloseTo(one.shapes().get(ArkitShape.JAW_OPEN) / 5 + 0.001f, within(2e-4f));
    assertThat(given).extracting(it -> it.frame().timeUs()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldWaitForASlowerSourceNoLongerThanTheTarget() {
    // Given
    int face = merge.add("phone", phone, Ranks.EQUAL);
    int body = merge.add("suit", other, Ranks.EQUAL);
    phone.lost = false;
    other.lost = false;
    take(body, bones(nowUs - 100_000, 0));

    // When
    take(face, face(nowUs, 0.5f));
    nowUs += 59_999;
    merge.advance(nowUs);
    int early = given.size();
    nowUs += 1;
    merge.advance(nowUs);

    // Then: the suit's newest is held
    assertThat(early).isZero();
    assertThat(given).hasSize(1);
    assertThat(given.getFirst().frame().bones()).containsKey(HumanoidBone.SPINE);
  }

  @Test
  void shouldFallBackWithoutAJumpAndComeBackWhenTheFirstIsSteady() {
    // Given: both give a face; the phone is asked first
    int first = merge.add("phone", phone, FIRST);
    int second = merge.add("webcam", other, LATER);
    phone.lost = false;
    other.lost = false;
    for (int i = 0; i < 60; i++) {
      take(second, face(nowUs, 0.2f));
      take(first, face(nowUs, 0.8f));
      nowUs += STEP_US;
    }
    int before = given.size();

    // When: the phone goes for 400 ms, and comes back
    phone.lost = true;
    for (int i = 0; i < 20; i++) {
      take(second, face(nowUs, 0.2f));
      nowUs += STEP_US;
    }
    final int gone = given.size();
    phone.lost = false;
    for (int i = 0; i < 60; i++) {
      take(second, face(nowUs, 0.2f));
      take(first, face(nowUs, 0.8f));
      nowUs += STEP_US;
    }

    // Then
    assertThat(jaw(before - 1)).isCloseTo(0.8f, within(1e-5f));
    assertThat(jaw(gone - 1)).isCloseTo(0.2f, within(1e-5f));
    assertThat(jaw(gone + 15)).as("300 ms after it came back").isCloseTo(0.2f, within(1e-5f));
    assertThat(jaw(given.size() - 1)).isCloseTo(0.8f, within(1e-5f));
    for (int i = 1; i < given.size(); i++) {
      assertThat(Math.abs(jaw(i) - jaw(i - 1))).as("step at frame %d", i).isLessThan(0.1f);
    }
    assertThat(given).extracting(it -> it.frame().timeUs()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldFillWhatTheFirstDoesNotTrackFromTheNext() {
    // Given
    int first = merge.add("phone", phone, FIRST);
    int second = merge.add("webcam", other, LATER);
    phone.lost = false;
    other.lost = false;

    // When
    take(second, new MotionFrame(nowUs, weights(0.1f, 0.6f), Optional.of(pose()), Map.of()));
    take(first, face(nowUs, 0.8f));

    // Then
    MotionFrame frame = given.getLast().frame();
    assertThat(frame.shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.8f);
    assertThat(frame.shapes().get(ArkitShape.TONGUE_OUT)).isEqualTo(0.6f);
    assertThat(frame.head()).contains(pose());
  }

  @Test
  void shouldLetAFaceThatNobodyHasFadeToNeutralAndBeAbsentThen() {
    // Given
    int face = merge.add("phone", phone, Ranks.EQUAL);
    int body = merge.add("suit", other, Ranks.EQUAL);
    phone.lost = false;
    other.lost = false;
    for (int i = 0; i < 40; i++) {
      take(face, face(nowUs, 0.8f));
      take(body, bones(nowUs, 0.1f));
      nowUs += STEP_US;
    }

    // When
    phone.lost = true;
    int gone = given.size();
    for (int i = 0; i < 30; i++) {
      take(body, bones(nowUs, 0.1f));
      nowUs += STEP_US;
    }

    // Then
    assertThat(merge.lead()).isEqualTo(body);
    assertThat(jaw(gone + 5)).isBetween(0.1f, 0.7f);
    assertThat(given.getLast().frame().shapes().count()).isZero();
    assertThat(given.getLast().frame().bones()).containsKey(HumanoidBone.SPINE);
  }

  @Test
  void shouldCarryTheLeadersBridgeAsBridged() {
    // Given
    int face = merge.add("phone", phone, Ranks.EQUAL);
    int body = merge.add("suit", other, Ranks.EQUAL);
    phone.lost = false;
    other.lost = false;
    take(body, bones(nowUs + 100_000, 0));
    take(face, face(nowUs, 0.5f));

    // When: a bridging frame, then a captured one that lies before it
    merge.take(face, new Piece.Motion(face(nowUs + 40_000, 0.4f), 1, 0, true), nowUs);
    take(face, face(nowUs + 30_000, 0.9f));

    // Then
    assertThat(given).extracting(Piece.Motion::bridged).containsExactly(false, true, false);
    assertThat(given.getLast().frame().timeUs()).isEqualTo(nowUs + 30_000);
  }

  @Test
  void shouldTakeTheFirstIdOfTwoEqualRanksAndNoFifthSource() {
    // Given
    HandFeed third = new HandFeed();
    merge.add("b", phone, Ranks.EQUAL);
    int a = merge.add("a", other, Ranks.EQUAL);
    merge.add("c", third, Ranks.EQUAL);
    merge.add("d", third, Ranks.EQUAL);
    phone.lost = false;
    other.lost = false;

    // When
    take(0, face(nowUs, 0.1f));
    take(a, face(nowUs, 0.9f));

    // Then
    assertThat(merge.lead()).isEqualTo(a);
    assertThatIllegalStateException().isThrownBy(() -> merge.add("e", third, Ranks.EQUAL));
  }

  @Test
  void shouldTakeWristsFromTheFirstBodyThatHasThemAndHoldALostOneForAFade() {
    // Given: a phone leads with its face, hands come beside it
    int face = merge.add("phone", phone, Ranks.EQUAL);
    int hands = merge.add("hands", other, Ranks.EQUAL);
    phone.lost = false;
    other.lost = false;
    for (int i = 0; i < 60; i++) {
      take(hands, wrist(nowUs, 0.25f));
      take(face, face(nowUs, 0.5f));
      nowUs += STEP_US;
    }
    final MotionFrame both = given.getLast().frame();

    // When: the hands are lost
    other.lost = true;
    int before = given.size();
    for (int i = 0; i < 30; i++) {
      take(face, face(nowUs, 0.5f));
      nowUs += STEP_US;
    }

    // Then: held for 200 ms, absent after that
    assertThat(both.wrists().left().orElseThrow().xM()).isEqualTo(0.25f);
    assertThat(both.wrists().right()).isEmpty();
    assertThat(given.get(before + 2).frame().wrists().left().orElseThrow().xM()).isEqualTo(0.25f);
    assertThat(given.getLast().frame().wrists()).isEqualTo(Wrists.NONE);
  }

  private static MotionFrame wrist(long timeUs, float x) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.NONE,
        Optional.empty(),
        Map.of(),
        Wrists.of(new WristPose(x, -0.3f, 0.3f, Optional.empty()), null));
  }

  private void take(int source, MotionFrame frame) {
    merge.take(source, new Piece.Motion(frame, ++sequence, frame.timeUs()), nowUs);
  }

  private float jaw(int index) {
    return given.get(index).frame().shapes().get(ArkitShape.JAW_OPEN);
  }

  private static MotionFrame face(long timeUs, float jaw) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.builder().set(ArkitShape.JAW_OPEN, jaw).build(),
        Optional.empty(),
        Map.of());
  }

  private static MotionFrame bones(long timeUs, float x) {
    Rotation turn = new Rotation(x, 0, 0, (float) Math.sqrt(1 - x * x));
    return new MotionFrame(
        timeUs, ShapeWeights.NONE, Optional.empty(), Map.of(HumanoidBone.SPINE, turn));
  }

  private static ShapeWeights weights(float jaw, float tongue) {
    return ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jaw, ArkitShape.TONGUE_OUT, tongue));
  }

  private static HeadPose pose() {
    return new HeadPose(Rotation.IDENTITY, 1, 2, -40);
  }
}
