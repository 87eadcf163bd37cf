package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.SmallGlb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that turns and a follower beside it, 1 m apart along X; numbers worked by hand. */
class ConstraintsTest {
  private static final float HALF = (float) Math.sqrt(0.5);

  @ParameterizedTest
  @CsvSource({"1, 0.70710678, 0.70710678", "0.5, 0.38268343, 0.92387953", "0, 0, 1"})
  void shouldTakeItsShareOfTheWholeTurn(float weight, float y, float w) throws FigureException {
    // Given
    Posed posed = pose("rotation\":{\"source\":1,\"weight\":" + weight);
    posed.pose.turn(1, new float[] {0, HALF, 0, HALF});

    // When
    apply(posed);

    // Then
    near(posed.pose.turnOf(2), 0, y, 0, w);
  }

  @Test
  void shouldTakeTheTurnAboutItsAxisAlone() throws FigureException {
    // Given: a quarter about X, then a quarter about Y
    Posed posed = pose("roll\":{\"source\":1,\"rollAxis\":\"X\"");
    posed.pose.turn(1, new float[] {HALF, 0, 0, HALF});
    posed.pose.turn(1, new float[] {0, HALF, 0, HALF});

    // When
    apply(posed);

    // Then
    near(posed.pose.turnOf(2), HALF, 0, 0, HALF);
  }

  @Test
  void shouldPointItsAxisAtTheSource() throws FigureException {
    // Given: the source lies at (-1, 0, 0) of the follower, whose +Z aims
    Posed posed = pose("aim\":{\"source\":1,\"aimAxis\":\"PositiveZ\"");

    // When
    apply(posed);

    // Then: Z goes to -X by a quarter about -Y
    near(posed.pose.turnOf(2), 0, -HALF, 0, HALF);
  }

  private record Posed(Model figure, NodePose pose) {}

  private static void apply(Posed posed) {
    posed.pose.place();
    new Constraints(posed.figure, posed.pose).apply();
  }

  private static Posed pose(String constraint) throws FigureException {
    Model figure =
        FigureReading.read(
            SmallGlb.of(
                """
                {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
                 "nodes":[{"children":[1,2],"mesh":0},{"name":"source"},
                  {"name":"follower","translation":[1,0,0],"extensions":{
                   "VRMC_node_constraint":{"specVersion":"1.0","constraint":{"%s}}}}}],
                 "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
                 "buffers":[{"byteLength":BIN_BYTES}],"bufferViews":[{"buffer":0,"byteLength":36}],
                 "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
                  "min":[0,0,0],"max":[1,1,0]}]}
                """
                    .formatted(constraint),
                SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0)));
    return new Posed(figure, new NodePose(figure, new float[3]));
  }

  private static void near(float[] actual, float... expected) {
    assertThat(actual).containsExactly(expected, within(1e-5f));
  }
}
