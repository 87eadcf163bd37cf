package dev.afterglow.capture.liveness.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TwinSearchTest {
  private final OpenTracks tracks = new OpenTracks();

  @Test
  void shouldTellBothDrivesWhenTheyMoveAlikeAtTheSameTime() {
    // Given
    Driven one = new Driven("one");
    Driven two = new Driven("two");
    float[][] motion = MadeMotion.of(1, 400);

    // When
    for (float[] step : motion) {
      one.move(step);
      two.move(step);
    }

    // Then
    double found = two.twins.distance();
    assertThat(found).isLessThan(0.05);
    assertThat(one.twins.distance()).as("found by itself, or told").isLessThan(0.05);
  }

  @Test
  void shouldTellTheDriveAheadWhenTheOtherFollowsAMinuteLater() {
    // Given
    Driven ahead = new Driven("ahead");
    Driven behind = new Driven("behind");
    float[][] motion = MadeMotion.of(2, 2_000);
    for (int i = 0; i < 2_000; i++) {
      ahead.move(motion[i]);
      if (i >= 1_503) {
        behind.move(motion[i - 1_503]);
      }
    }
    double before = ahead.twins.distance();

    // When
    double found = behind.twins.distance();

    // Then
    assertThat(before).as("what is to come cannot be found").isGreaterThan(0.45);
    assertThat(found).isLessThan(0.05);
    assertThat(ahead.twins.distance()).as("told").isEqualTo(found);
    assertThat(ahead.twins.distance()).as("told once").isGreaterThan(0.45);
  }

  @Test
  void shouldSeeNoTwinInTheOtherSourcesOfItsOwnDrive() {
    // Given
    Driven phone = new Driven("one");
    Driven camera = new Driven("one");

    // When
    for (float[] step : MadeMotion.of(3, 400)) {
      phone.move(step);
      camera.move(step);
    }

    // Then
    assertThat(phone.twins.distance()).isEqualTo(1);
    assertThat(camera.twins.distance()).isEqualTo(1);
  }

  @Test
  void shouldBeFarWhenManyDrivesMoveEachByItself() {
    // Given
    List<Driven> drives = new ArrayList<>();
    List<float[][]> motions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      drives.add(new Driven("drive " + i));
      motions.add(MadeMotion.of(100 + i, 1_000));
    }

    // When
    for (int step = 0; step < 1_000; step++) {
      for (int i = 0; i < drives.size(); i++) {
        drives.get(i).move(motions.get(i)[step]);
      }
    }

    // Then
    assertThat(drives).allSatisfy(it -> assertThat(it.twins.distance()).isGreaterThan(0.45));
  }

  @Test
  void shouldFindATwinAmongMoreDrivesThanAreLookedThroughAtATime() {
    // Given
    List<Driven> others = new ArrayList<>();
    for (int i = 0; i < 3 * TwinLook.MOST_LOOKED; i++) {
      others.add(new Driven("drive " + i));
    }
    Driven one = new Driven("one");
    Driven two = new Driven("two");
    for (float[] step : MadeMotion.of(5, 300)) {
      one.move(step);
      two.move(step);
    }

    // When
    List<Double> looks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      looks.add(two.twins.distance());
    }

    // Then
    assertThat(looks).first().isEqualTo(1.0);
    assertThat(looks.subList(4, 6)).as("once found, looked at first").allMatch(it -> it < 0.05);
    assertThat(others).isNotEmpty();
  }

  @Test
  void shouldSayNothingWhenNothingMovesOrSixSecondsAreNotThereYet() {
    // Given
    Driven still = new Driven("still");
    Driven young = new Driven("young");

    // When
    for (int i = 0; i < 400; i++) {
      still.move(new float[MotionChannel.COUNT]);
    }
    for (float[] step : MadeMotion.of(6, 150)) {
      young.move(step);
    }

    // Then
    assertThat(still.twins.distance()).isNaN();
    assertThat(young.twins.distance()).isNaN();
  }

  @Test
  void shouldForgetADriveWhenItIsClosed() {
    // Given
    Driven one = new Driven("one");
    Driven two = new Driven("two");
    for (float[] step : MadeMotion.of(7, 400)) {
      one.move(step);
      two.move(step);
    }

    double found = two.twins.distance();

    // When
    tracks.close("one");
    for (int i = 0; i < NearRepeat.HOP; i++) {
      one.move(new float[MotionChannel.COUNT]);
    }

    // Then
    assertThat(found).isLessThan(0.05);
    assertThat(tracks.count()).isEqualTo(1);
    assertThat(one.track).as("its motion").hasToString("OpenTrack[0 steps]");
    assertThat(two.twins.distance()).isEqualTo(1);
  }

  private final class Driven {
    private final VelocityHistory history = new VelocityHistory();
    private final NearRepeat near = new NearRepeat(history, List.of(), 4, 18);
    private final OpenTrack track;
    private final TwinSearch twins;

    Driven(String driveId) {
      this.track = tracks.open(driveId);
      this.twins = new TwinSearch(history, near, track, 4, 18);
    }

    void move(float[] step) {
      history.add(step);
      near.added();
      twins.added();
    }
  }
}
