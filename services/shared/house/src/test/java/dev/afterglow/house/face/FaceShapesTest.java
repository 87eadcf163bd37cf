package dev.afterglow.house.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.face.HeadSurface.Edge;
import dev.afterglow.house.face.Site.Lip;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Morph;
import dev.afterglow.house.mesh.Vec3;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaceShapesTest {
  private static final double SEEN_CM = 0.05;
  private static final HeadGrid.Row EYE_ROW = new HeadGrid.Row(Eye.Y_CM, 1.0, 0);
  private static final Surface FACE = new FaceSculpt(Features.COMMON).face();

  @ParameterizedTest
  @EnumSource(ArkitShape.class)
  void shouldMoveTheFaceWhenAShapeIsFull(ArkitShape shape) {
    // Given
    Morph morph = Objects.requireNonNull(FACE.morphs().get(shape));

    // When
    double most = Arrays.stream(morph.moves()).mapToDouble(Vec3::length).max().orElse(0);

    // Then
    assertThat(most).as("largest movement of %s, metres", shape).isBetween(SEEN_CM / 100, 0.06);
  }

  @ParameterizedTest
  @EnumSource(ArkitShape.class)
  void shouldLeaveMostOfTheFaceAloneWhenAShapeIsFull(ArkitShape shape) {
    // Given
    Morph morph = Objects.requireNonNull(FACE.morphs().get(shape));

    // When
    long moved = Arrays.stream(morph.moves()).filter(v -> !v.equals(Vec3.ZERO)).count();

    // Then
    assertThat(moved).isBetween(1L, morph.moves().length / 2L);
  }

  @Test
  void shouldCloseTheLidsWhenBlinking() {
    // Given
    FacePose blink = FaceShapes.pose(ArkitShape.EYE_BLINK_LEFT);

    // When
    double open = lidGap(FacePose.REST, 1);
    double shut = lidGap(blink, 1);
    double other = lidGap(blink, -1);

    // Then
    assertThat(open).isGreaterThan(1.3);
    assertThat(shut).isLessThan(0.02);
    assertThat(other).isEqualTo(open);
  }

  @Test
  void shouldWidenTheLidsWhenSurprised() {
    // Given
    FacePose wide = FaceShapes.pose(ArkitShape.EYE_WIDE_RIGHT);

    // When
    double gap = lidGap(wide, -1);

    // Then
    assertThat(gap).isGreaterThan(lidGap(FacePose.REST, -1) + 0.2);
  }

  @Test
  void shouldPartTheLipsWhenTheJawOpens() {
    // Given
    HeadSkin skin = new HeadSkin();

    // When
    double shut = lipGap(skin, FacePose.REST);
    double open = lipGap(skin, FaceShapes.pose(ArkitShape.JAW_OPEN));

    // Then
    assertThat(shut).isLessThan(0.05);
    assertThat(open).isGreaterThan(1.5);
  }

  @Test
  void shouldKeepTheLipsTogetherWhenMouthCloseMeetsAnOpenJaw() {
    // Given
    HeadSkin skin = new HeadSkin();
    FacePose both = FacePose.moving(Moves::jawOpen, Moves::mouthClose);

    // When
    double gap = lipGap(skin, both);

    // Then
    assertThat(gap).isLessThan(0.15);
  }

  private static double lidGap(FacePose pose, int side) {
    double degrees = side * (HeadGrid.EYE_INNER_DEGREES + HeadGrid.EYE_OUTER_DEGREES) / 2;
    Vec3 upper = HeadSurface.point(EYE_ROW, degrees, Edge.ABOVE, pose);
    Vec3 lower = HeadSurface.point(EYE_ROW, degrees, Edge.BELOW, pose);
    return upper.y() - lower.y();
  }

  private static double lipGap(HeadSkin skin, FacePose pose) {
    Vec3[] points = skin.points(pose);
    double upper = Double.MAX_VALUE;
    double lower = -Double.MAX_VALUE;
    for (int i = 0; i < points.length; i++) {
      Site site = skin.site(i);
      if (Math.abs(site.mouthS()) > 0.05 || Math.abs(site.mouthD()) > 1e-9) {
        continue;
      }
      if (site.lip() == Lip.UPPER) {
        upper = Math.min(upper, points[i].y());
      } else if (site.lip() == Lip.LOWER && site.p().z() > 8.5) {
        lower = Math.max(lower, points[i].y());
      }
    }
    return upper - lower;
  }
}
