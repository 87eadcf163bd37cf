package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Spring;
import dev.afterglow.render.space.Mat4;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The numbers come from the published formula, worked out in double precision outside of Java. */
class SpringsTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final float[] STRAIGHT = {0, 0, 0, 1};
  private static final float[] Z30 = {0, 0, 0.25881904f, 0.9659258f};
  private static final float[] UPRIGHT = {0, 1, 0};
  private static final float[] LOW = {0, 0.2f, 0};
  private static final float[] SLANTED = {0.1f, 0.2f, 0};
  private static final long BEGAN_US = 1_700_000_000_000_000L;

  @Test
  void shouldFollowThePublishedFormulaWhenGravityPullsSideways() {
    // Given
    Spring.Joint joint = joint(1, down(0.5f), 0, new float[] {6, 0, 0}, 0.5f, 0);
    Springs springs = springs(UPRIGHT, -1, List.of(), joint);
    advance(springs, 0, STRAIGHT, 0);

    // When
    advance(springs, 1, STRAIGHT, 0);
    float[] first = tail(springs, 0);
    advance(springs, 2, STRAIGHT, 0);
    float[] second = tail(springs, 0);

    // Then
    assertThat(first).containsExactly(new float[] {0.0980581f, 0.5097097f, 0}, within(1e-5f));
    assertThat(second).containsExactly(new float[] {0.2268097f, 0.5544022f, 0}, within(1e-5f));
  }

  @Test
  void shouldFollowThePublishedFormulaWhenAChainHangsFromATurnedMovingBone() {
    // Given
    Springs springs = slantedChain();
    advance(springs, 0, Z30, 0);

    // When
    for (int n = 1; n <= 60; n++) {
      advance(springs, n, Z30, 0.003f * n);

      // Then
      if (n == 1) {
        near(tail(springs, 0), 0.1249453f, -0.0439444f, 0.0530425f);
        near(tail(springs, 1), 0.2628071f, -0.2534033f, 0.0576328f);
      } else if (n == 10) {
        near(tail(springs, 0), 0.0724799f, -0.0682353f, 0.0666352f);
        near(tail(springs, 1), 0.0921787f, -0.3144308f, 0.1102208f);
      }
    }
    near(tail(springs, 0), 0.2258014f, -0.0676817f, 0.0661846f);
    near(tail(springs, 1), 0.2513883f, -0.3135848f, 0.1083384f);
  }

  @Test
  void shouldTurnTheNodeSoThatItsAxisPointsToTheTail() {
    // Given
    Springs springs = slantedChain();
    advance(springs, 0, Z30, 0);
    for (int n = 1; n <= 20; n++) {
      advance(springs, n, Z30, 0.01f * n);
    }
    float[] world = world(Z30, 0.2f);

    // When: the nodes are placed with the springs' turns, as the rig does
    float[] swing = springs.swing();
    float[] local = new float[16];
    float[] tailPlace = new float[3];
    for (int j = 0; j < 2; j++) {
      float[] turn = {swing[j * 4], swing[j * 4 + 1], swing[j * 4 + 2], swing[j * 4 + 3]};
      float[] t = j == 0 ? new float[] {0.1f, 0.2f, 0} : new float[] {0, -0.3f, 0.05f};
      Mat4.compose(t, turn, new float[] {1, 1, 1}, local, 0);
      Mat4.multiply(world, j * 16, local, 0, world, (j + 1) * 16);
    }
    Mat4.point(world, 32, 0.02f, -0.25f, 0, tailPlace);

    // Then
    assertThat(tailPlace).containsExactly(tail(springs, 1), within(1e-4f));
  }

  @Test
  void shouldSwingTheSameWhateverTheFrameRate() {
    // Given
    Springs at30 = slantedChain();
    Springs at60 = slantedChain();
    advance(at30, 0, Z30, 0);
    advance(at60, 0, Z30, 0);

    // When
    for (int n = 1; n <= 120; n++) {
      advance(at60, n, Z30, 0.002f * n);
      if (n % 2 == 0) {
        advance(at30, n, Z30, 0.002f * n);
      }
    }

    // Then
    assertThat(tail(at30, 1)).containsExactly(tail(at60, 1), within(1e-5f));
  }

  @Test
  void shouldSwingTheSameWhenRunTwice() {
    // Given
    Springs one = slantedChain();
    Springs two = slantedChain();

    // When
    for (int n = 0; n <= 200; n++) {
      float x = 0.1f * (float) Math.sin(n / 9.0);
      advance(one, n, Z30, x);
      advance(two, n, Z30, x);
    }

    // Then
    assertThat(one.swing()).containsExactly(two.swing());
  }

  @Test
  void shouldFollowThePublishedFormulaWhenASphereIsInTheWay() {
    // Given
    Spring.Joint joint = joint(1, down(0.5f), 0.5f, new float[] {4, 0, 0}, 0.4f, 0.02f);
    Springs springs = springs(UPRIGHT, -1, List.of(sphere(0.3f, 0.6f, 0, 0.08f)), joint);
    advance(springs, 0, STRAIGHT, 0);

    // When
    for (int n = 1; n <= 30; n++) {
      advance(springs, n, STRAIGHT, 0);
    }

    // Then: the tail rests against the sphere, on the circle where both lengths hold
    float[] tail = tail(springs, 0);
    assertThat(distance(tail, 0, 1, 0)).isCloseTo(0.5, within(1e-5));
    assertThat(distance(tail, 0.3, 0.6, 0)).isCloseTo(0.1, within(1e-4));
    near(tail, 0.2154700f, 0.5488000f, 0, 1e-2f);
  }

  @Test
  void shouldKeepLengthsAndStayOutsideOfCollidersWhateverTheMotion() {
    // Given
    RandomGenerator random = new Random(SEED);
    Spring.Collider head = sphere(0.12f, 0.1f, 0, 0.08f);
    Spring.Collider shoulder =
        new Spring.Collider(
            0, new float[] {-0.2f, -0.25f, 0}, new float[] {0.2f, -0.25f, 0}, 0.06f);
    Spring.Joint upper = joint(1, down(0.2f), 0.8f, new float[] {0, -1, 0}, 0.3f, 0.01f);
    Spring.Joint lower = joint(2, down(0.2f), 0.8f, new float[] {0, -1, 0}, 0.3f, 0.01f);
    Springs springs = springs(LOW, -1, List.of(head, shoulder), upper, lower);
    float x = 0;
    advance(springs, 0, STRAIGHT, x);

    for (int n = 1; n <= 2_000; n++) {
      // When
      x = Math.clamp(x + (random.nextFloat() - 0.5f) * 0.08f, -0.5f, 0.5f);
      float[] turn = yaw((random.nextFloat() - 0.5f) * 0.3f);
      advance(springs, n, turn, x);

      // Then
      float[] world = world(turn, x);
      float[] joint = new float[3];
      Mat4.point(world, 0, 0, 0.2f, 0, joint);
      float[] first = tail(springs, 0);
      float[] second = tail(springs, 1);
      float[] ball = new float[3];
      Mat4.point(world, 0, 0.12f, 0.1f, 0, ball);
      assertThat(distance(first, joint[0], joint[1], joint[2]))
          .as("seed %d frame %d", SEED, n)
          .isCloseTo(0.2, within(1e-4));
      assertThat(distance(second, first[0], first[1], first[2]))
          .as("seed %d frame %d", SEED, n)
          .isCloseTo(0.2, within(1e-4));
      assertThat(distance(first, ball[0], ball[1], ball[2]))
          .as("seed %d frame %d", SEED, n)
          .isGreaterThan(0.09 - 1e-4);
    }
  }

  @Test
  void shouldStartFromRestWhenTheFigureJumps() {
    // Given
    Springs springs = slantedChain();
    advance(springs, 0, Z30, 0);
    for (int n = 1; n <= 30; n++) {
      advance(springs, n, Z30, 0.01f * n);
    }

    // When
    advance(springs, 31, Z30, 40);

    // Then
    assertThat(springs.swing()).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void shouldStartFromRestWhenTimeJumps() {
    // Given
    Springs springs = slantedChain();
    advance(springs, 100, Z30, 0);
    advance(springs, 101, Z30, 0.1f);

    // When
    advance(springs, 5, Z30, 0.1f);

    // Then
    assertThat(springs.swing()).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void shouldRecoverWhenAPoseIsNoNumber() {
    // Given
    Springs springs = slantedChain();
    advance(springs, 0, Z30, 0);
    advance(springs, 1, Z30, Float.NaN);

    // When
    for (int n = 2; n <= 30; n++) {
      advance(springs, n, Z30, 0);
    }

    // Then
    for (float value : springs.swing()) {
      assertThat(value).isFinite();
    }
    assertThat(tail(springs, 1)[1]).isFinite();
  }

  @Test
  void shouldFeelNoInertiaWhenItsCenterMovesAlong() {
    // Given: gravity off, and the centre is the bone that it hangs from
    Spring.Joint joint = joint(1, down(0.3f), 1, new float[3], 0.2f, 0);
    Springs free = springs(UPRIGHT, -1, List.of(), joint);
    Springs centred = springs(UPRIGHT, 0, List.of(), joint);

    // When
    for (int n = 0; n <= 20; n++) {
      advance(free, n, STRAIGHT, 0.01f * n);
      advance(centred, n, STRAIGHT, 0.01f * n);
    }

    // Then
    assertThat(centred.swing()).containsExactly(new float[] {0, 0, 0, 1}, within(1e-5f));
    assertThat(Math.abs(free.swing()[2])).isGreaterThan(0.01f);
  }

  @Test
  void shouldHoldStillWhenTheRateIsZero() {
    // Given
    Springs springs = slantedChain();
    springs.rate(0);
    advance(springs, 0, Z30, 0);

    // When
    for (int n = 1; n <= 30; n++) {
      advance(springs, n, Z30, 0.01f * n);
    }

    // Then
    assertThat(springs.swing()).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void shouldSwingTheSameWhenItsRateIsSaidBeforeEachPicture() {
    // Given: as the draw loop does, which says at each picture how finely the figure is drawn
    Springs once = slantedChain();
    Springs each = slantedChain();

    // When
    for (int n = 0; n <= 60; n++) {
      advance(once, n, Z30, 0.003f * n);
      each.rate(Springs.DEFAULT_RATE_HZ);
      advance(each, n, Z30, 0.003f * n);
    }

    // Then: by the numbers of the published formula
    assertThat(each.swing()).containsExactly(once.swing());
    near(tail(each, 1), 0.2513883f, -0.3135848f, 0.1083384f);
  }

  @Test
  void shouldGoOnFromWhereItSwingsWhenItsRateChanges() {
    // Given: three in the middle of one swing
    Springs kept = slantedChain();
    Springs changed = slantedChain();
    Springs rested = slantedChain();
    for (int n = 0; n <= 8; n++) {
      advance(kept, n, Z30, 0.01f * n);
      advance(changed, n, Z30, 0.01f * n);
      advance(rested, n, Z30, 0.01f * n);
    }

    // When: one takes half as many steps from now on, one starts anew, one goes on as it was
    changed.rate(30);
    rested.reset();
    for (int n = 9; n <= 12; n++) {
      advance(kept, n, Z30, 0.01f * n);
      advance(changed, n, Z30, 0.01f * n);
      advance(rested, n, Z30, 0.01f * n);
    }

    // Then: the change is nearly not seen
    float[] as = tail(kept, 1);
    double off = distance(tail(changed, 1), as[0], as[1], as[2]);
    assertThat(distance(tail(rested, 1), as[0], as[1], as[2])).isGreaterThan(4 * off);
    assertThat(Math.abs(changed.swing()[3])).isLessThan(0.9999f);
  }

  private static Springs slantedChain() {
    float[] gravity = {0, -2, 0.5f};
    return springs(
        SLANTED,
        -1,
        List.of(),
        joint(1, new float[] {0, -0.3f, 0.05f}, 1.5f, gravity, 0.4f, 0),
        joint(2, new float[] {0.02f, -0.25f, 0}, 1.5f, gravity, 0.4f, 0));
  }

  private static Springs springs(
      float[] place, int center, List<Spring.Collider> colliders, Spring.Joint... joints) {
    Model figure =
        new Model(
            List.of(node(-1, new float[3]), node(0, place), node(1, joints[0].tail())),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Spring(center, List.of(joints), colliders)),
            List.of(),
            LookAt.USUAL,
            false);
    float[] rest = new float[48];
    NodePose pose = new NodePose(figure, new float[3]);
    pose.place();
    System.arraycopy(pose.world(), 0, rest, 0, 48);
    return new Springs(figure, rest);
  }

  private static FigureNode node(int parent, float[] place) {
    return new FigureNode("", parent, place, STRAIGHT, new float[] {1, 1, 1});
  }

  private static Spring.Joint joint(
      int node, float[] tail, float stiffness, float[] gravity, float drag, float hit) {
    return new Spring.Joint(node, tail, stiffness, gravity, drag, hit);
  }

  private static Spring.Collider sphere(float x, float y, float z, float radius) {
    float[] place = {x, y, z};
    return new Spring.Collider(0, place, place, radius);
  }

  private static float[] down(float length) {
    return new float[] {0, -length, 0};
  }

  private static float[] yaw(float radians) {
    return new float[] {0, (float) Math.sin(radians / 2), 0, (float) Math.cos(radians / 2)};
  }

  private static float[] world(float[] turn, float x) {
    float[] world = new float[48];
    Mat4.compose(new float[] {x, 0, 0}, turn, new float[] {1, 1, 1}, world, 0);
    return world;
  }

  /** One frame of the 60 Hz grid. */
  private static void advance(Springs springs, int frame, float[] turn, float x) {
    springs.advance(BEGAN_US + frame * 1_000_000L / 60, world(turn, x));
  }

  private static float[] tail(Springs springs, int joint) {
    float[] out = new float[3];
    springs.tail(joint, out);
    return out;
  }

  private static void near(float[] actual, float x, float y, float z) {
    near(actual, x, y, z, 1e-4f);
  }

  private static void near(float[] actual, float x, float y, float z, float by) {
    assertThat(actual).containsExactly(new float[] {x, y, z}, within(by));
  }

  private static double distance(float[] p, double x, double y, double z) {
    return Math.sqrt((p[0] - x) * (p[0] - x) + (p[1] - y) * (p[1] - y) + (p[2] - z) * (p[2] - z));
  }
}
