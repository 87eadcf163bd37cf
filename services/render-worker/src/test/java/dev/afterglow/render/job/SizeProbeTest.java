package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.capacity.Ball;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.rigged.RiggedFigure;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeProbeTest {
  @Test
  void shouldSaySoWhenASizeCannotBeMeasured() {
    // Given: a figure whose only part is of a material that there is not
    DrawingDevice.open().close();
    Model ball = Ball.of(8, 8, new Picture(1, 1, ByteBuffer.allocateDirect(4), false, false));
    MeshPart part = ball.meshes().getFirst().parts().getFirst();
    MeshPart strange =
        new MeshPart(
            part.base(), part.uv(), part.joints(), part.weights(), part.indices(), 7, List.of());
    Model broken =
        new Model(
            ball.nodes(),
            List.of(new FigureMesh(0, -1, List.of(), new float[0], List.of(strange))),
            ball.skins(),
            ball.materials(),
            ball.pictures(),
            ball.bones(),
            ball.expressions(),
            ball.springs(),
            ball.constraints(),
            ball.lookAt(),
            ball.facesBackwards());

    // When, Then
    assertThatThrownBy(() -> new SizeProbe(RiggedFigure.of(broken), 1, 720, 1280).measure(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0 of 4 sizes")
        .hasCauseInstanceOf(RuntimeException.class);
  }
}
