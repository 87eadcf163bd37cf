package dev.afterglow.capture.liveness.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TwinSearchTest {
  private final OpenTracks tracks = new OpenTracks();

  @Test
  void shouldTellBothDrivesWhenTheyMoveAlikeAtTheSameTime() {
    // Given
    Driven one = new Driven("one");
    Driven two = new Driven("two");
    float[][] motion = motion(1, 400);

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
    float[][] motion = motion(2, 2_000);
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
    for (float[] step : motion(3, 400)) {
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
      motions.add(motion(100 + i, 1_000));
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
    for (int i = 0; i < 3 * TwinSearch.MOST_LOOKED; i++) {
      others.add(new Driven("drive " + i));
    }
    Driven one = new Driven("one");
    Driven two = new Driven("two");
    for (float[] step : motion(5, 300)) {
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
    for (float[] step : motion(6, 150)) {
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
    for (float[] step : motion(7, 400)) {
      one.move(step);
      two.move(step);
    }

    // When
    tracks.close("one");

    // Then
    assertThat(tracks.count()).isEqualTo(1);
    assertThat(two.twins.distance()).isEqualTo(1);
  }

  private final class Driven {
    private final VelocityHistory history = new VelocityHistory();
    private final NearRepeat near = new NearRepeat(history, List.of(), 4, 18);
    private final TwinSearch twins;

    Driven(String driveId) {
      this.twins = new TwinSearch(history, near, tracks.open(driveId), 4, 18);
    }

    void move(float[] step) {
      history.add(step);
      near.added();
      twins.added();
    }
  }

  private static float[][] motion(long seed, int steps) {
    Random random = new Random(seed);
    float[][] motion = new float[steps][MotionChannel.COUNT];
    float[] speed = new float[MotionChannel.COUNT];
    for (int i = 1; i < steps; i++) {
      for (MotionChannel channel : MotionChannel.values()) {
        int c = channel.ordinal();
        speed[c] = 0.8f * speed[c] + (float) random.nextGaussian() * 8 * channel.quantum();
        motion[i][c] = 0.97f * motion[i - 1][c] + speed[c];
      }
    }
    return motion;
  }
}
