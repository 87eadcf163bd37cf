package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2f;
import static org.lwjgl.opengles.GLES32.glUniform3f;
import static org.lwjgl.opengles.GLES32.glUniform4f;

import dev.afterglow.render.figure.Expression.ColorKind;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Toon;
import dev.afterglow.render.rig.MaterialPose;

/** Hands a material, as the expressions and the time have changed it, to a shader. */
public final class MaterialUniforms {
  private static final int NORMAL_UNIT = 1;
  public static final int PALETTE_UNIT = 2;
  private static final int EMISSIVE_UNIT = 3;
  private static final int OCCLUSION_UNIT = 4;
  private static final int SURFACE_UNIT = 5;
  private static final int SHADE_UNIT = 6;
  private static final int MATCAP_UNIT = 7;
  private static final int RIM_UNIT = 8;
  private static final int SHIFT_UNIT = 9;
  private static final int OUTLINE_UNIT = 10;

  private final Model figure;
  private final MaterialPose pose;
  private final int[] pictures;
  private double seconds;

  /**
   * @param pictures the figure's on the device
   */
  public MaterialUniforms(Model figure, MaterialPose pose, int[] pictures) {
    this.figure = figure;
    this.pose = pose;
    this.pictures = pictures;
  }

  /** Sets the time by which textures move. */
  public void at(long timeUs) {
    seconds = timeUs / 1e6;
  }

  /** Says once for a program which unit each picture is on. */
  public static void units(Program program) {
    glUniform1i(program.uniform("basePicture"), 0);
    glUniform1i(program.uniform("normalPicture"), NORMAL_UNIT);
    glUniform1i(program.uniform("palette"), PALETTE_UNIT);
    glUniform1i(program.uniform("emissivePicture"), EMISSIVE_UNIT);
    glUniform1i(program.uniform("occlusionPicture"), OCCLUSION_UNIT);
    glUniform1i(program.uniform("surfacePicture"), SURFACE_UNIT);
    glUniform1i(program.uniform("shadePicture"), SHADE_UNIT);
    glUniform1i(program.uniform("matcapPicture"), MATCAP_UNIT);
    glUniform1i(program.uniform("rimPicture"), RIM_UNIT);
    glUniform1i(program.uniform("shiftPicture"), SHIFT_UNIT);
    glUniform1i(program.uniform("outlinePicture"), OUTLINE_UNIT);
  }

  public void apply(Program program, int index) {
    Material material = figure.materials().get(index);
    float[] c = pose.color(index, ColorKind.BASE);
    glUniform4f(program.uniform("baseColor"), c[0], c[1], c[2], c[3]);
    color(program, "emissive", index, ColorKind.EMISSION);
    glUniform2f(
        program.uniform("surface"), material.metallic(), Math.max(0.12f, material.roughness()));
    glUniform1f(program.uniform("cutoff"), material.alphaCutoff());
    Maps maps = material.maps();
    picture(0, material.basePicture());
    picture(NORMAL_UNIT, maps.normal());
    picture(EMISSIVE_UNIT, maps.emissive());
    picture(OCCLUSION_UNIT, maps.occlusion());
    picture(SURFACE_UNIT, maps.surface());
    glUniform2f(program.uniform("mapStrength"), maps.normalScale(), maps.occlusionStrength());
    Toon toon = material.toon();
    if (toon != null) {
      toon(program, index, toon);
    }
    if (pose.moves(index)) {
      move(program, index, toon == null || !toon.moves() ? null : toon);
    }
  }

  private void toon(Program program, int index, Toon toon) {
    color(program, "shade", index, ColorKind.SHADE);
    color(program, "matcap", index, ColorKind.MATCAP);
    color(program, "rim", index, ColorKind.RIM);
    color(program, "outlineColor", index, ColorKind.OUTLINE);
    glUniform2f(
        program.uniform("border"),
        toon.toony() - 1 - toon.shift(),
        1 - toon.toony() - toon.shift());
    glUniform3f(program.uniform("rimForm"), toon.rimPower(), toon.rimLift(), toon.rimMix());
    boolean screen = toon.outline() == Toon.Outline.SCREEN;
    glUniform3f(
        program.uniform("outline"),
        screen ? 0 : toon.outlineWidth(),
        screen ? toon.outlineWidth() : 0,
        toon.outlineMix());
    picture(SHADE_UNIT, toon.shadePicture());
    picture(MATCAP_UNIT, toon.matcap());
    picture(RIM_UNIT, toon.rimPicture());
    picture(SHIFT_UNIT, toon.masks().shift());
    glUniform1f(program.uniform("shiftScale"), toon.masks().shiftScale());
    picture(OUTLINE_UNIT, toon.masks().outline());
  }

  private void move(Program program, int index, @org.jspecify.annotations.Nullable Toon toon) {
    float[] m = pose.move(index);
    double u = toon == null ? 0 : toon.scrollU() * seconds;
    double v = toon == null ? 0 : toon.scrollV() * seconds;
    double turn = toon == null ? 0 : toon.turn() * seconds;
    glUniform4f(
        program.uniform("uvMove"),
        m[0],
        m[1],
        m[2] + (float) (u - Math.floor(u)),
        m[3] + (float) (v - Math.floor(v)));
    glUniform2f(program.uniform("uvTurn"), (float) Math.cos(turn), (float) Math.sin(turn));
  }

  private void color(Program program, String name, int index, ColorKind kind) {
    float[] c = pose.color(index, kind);
    glUniform3f(program.uniform(name), c[0], c[1], c[2]);
  }

  private void picture(int unit, int index) {
    if (index >= 0) {
      glActiveTexture(GL_TEXTURE0 + unit);
      glBindTexture(GL_TEXTURE_2D, pictures[index]);
    }
  }
}
