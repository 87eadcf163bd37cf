package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_BACK;
import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_FRONT;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glCullFace;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform3f;
import static org.lwjgl.opengles.GLES32.glUniformMatrix4fv;

import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.Toon;
import dev.afterglow.render.figure.UvSlots;
import dev.afterglow.render.scene.Lights;
import java.util.HashMap;
import java.util.Map;

/**
 * The programs that draw materials, figures' and models' alike. Materials that are drawn in the
 * same way share one.
 */
public final class SurfacePrograms implements AutoCloseable {
  private final Map<String, Program> programs = new HashMap<>();

  /**
   * How a material is drawn.
   *
   * @param influences how many joints place a vertex: 0, 4 or 8
   * @param colored whether colours stand at its vertices that multiply its own
   * @param vertexLight whether it is lit at its vertices
   * @param tinted whether its picture's colours stand at its vertices
   * @param outline whether it is an outline
   * @param uvMoves whether its pictures move
   */
  public record Way(
      int influences,
      boolean colored,
      boolean vertexLight,
      boolean tinted,
      boolean outline,
      boolean uvMoves) {}

  /** The program for a material. */
  public Program of(Material material, Way way) {
    Toon toon = material.toon();
    StringBuilder head = new StringBuilder("#version 320 es\nprecision highp float;\n");
    define(head, "SKIN", way.influences > 0);
    define(head, "SKIN_8", way.influences > 4);
    define(head, "VERTEX_COLOR", way.colored);
    define(head, "VERTEX_LIGHT", way.vertexLight);
    define(head, "TINTED", way.tinted);
    define(head, "BASE_PICTURE", material.basePicture() >= 0 && !way.tinted);
    define(
        head,
        "NORMAL_PICTURE",
        material.maps().normal() >= 0 && material.look() != Material.Look.FLAT && !way.outline);
    boolean lit = material.look() == Material.Look.LIT;
    define(
        head,
        "EMISSIVE_PICTURE",
        material.look() != Material.Look.FLAT && material.maps().emissive() >= 0);
    define(head, "OCCLUSION_PICTURE", lit && material.maps().occlusion() >= 0);
    define(head, "SURFACE_PICTURE", lit && material.maps().surface() >= 0);
    define(head, "ALPHA_MASK", material.alpha() == Material.Alpha.MASK);
    define(head, "DOUBLE_SIDED", material.doubleSided());
    define(head, "TOON", material.look() == Material.Look.TOON);
    define(head, "OUTLINE", way.outline);
    define(head, "UV_MOVES", way.uvMoves);
    define(head, "SHADE_PICTURE", toon != null && toon.shadePicture() >= 0);
    define(head, "MATCAP_PICTURE", toon != null && toon.matcap() >= 0);
    define(head, "RIM_PICTURE", toon != null && toon.rimPicture() >= 0);
    define(head, "SHIFT_PICTURE", toon != null && toon.masks().shift() >= 0);
    define(head, "OUTLINE_PICTURE", way.outline && toon != null && toon.masks().outline() >= 0);
    define(head, "FLAT", material.look() == Material.Look.FLAT);
    boolean pictured = head.indexOf("_PICTURE") >= 0;
    define(head, "UV", pictured);
    UvSlots slots = material.maps().slots();
    define(head, "MORE_UV", pictured && slots.apart());
    slot(head, "NORMAL_UV", slots.normal());
    slot(head, "EMISSIVE_UV", slots.emissive());
    slot(head, "OCCLUSION_UV", slots.occlusion());
    slot(head, "SURFACE_UV", slots.surface());
    slot(head, "SHADE_UV", slots.shade());
    slot(head, "RIM_UV", slots.rim());
    slot(head, "SHIFT_UV", slots.shift());
    slot(head, "OUTLINE_UV", slots.outline());
    return programs.computeIfAbsent(
        head.toString(),
        h -> new Program("figure.vert", "figure.frag", h + Program.source("light.glsl")));
  }

  /** Makes a program current and says what is the same for all materials. */
  public static void begin(Program program, float[] viewProjection, float[] eye, Lights lights) {
    program.use();
    glUniformMatrix4fv(program.uniform("viewProjection"), false, viewProjection);
    glUniform3f(program.uniform("eye"), eye[0], eye[1], eye[2]);
    glUniform1f(program.uniform("focus"), viewProjection[5]);
    gain(program, "keyGain", lights.key(), lights.warmth());
    gain(program, "fillGain", lights.fill(), lights.warmth());
    gain(program, "rimGain", lights.rim(), 0);
    MaterialUniforms.units(program);
  }

  /** Which sides of a material are drawn, and whether it lets through what is behind it. */
  public static void state(Material material, boolean outline) {
    toggle(GL_CULL_FACE, outline || !material.doubleSided());
    glCullFace(outline ? GL_FRONT : GL_BACK);
    boolean seeThrough = material.alpha() == Material.Alpha.BLEND;
    toggle(GL_BLEND, seeThrough);
    glDepthMask(!seeThrough);
    if (seeThrough) {
      glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    }
  }

  @Override
  public void close() {
    programs.values().forEach(Program::close);
  }

  private static void define(StringBuilder head, String name, boolean on) {
    if (on) {
      head.append("#define ").append(name).append('\n');
    }
  }

  /** Which coordinates a picture reads. */
  private static void slot(StringBuilder head, String name, int slot) {
    String from = slot == 0 ? "vUv" : slot == 1 ? "vMoreUv.xy" : "vMoreUv.zw";
    head.append("#define ").append(name).append(' ').append(from).append('\n');
  }

  /** A warm light has more red and less blue. */
  private static void gain(Program program, String name, double strength, double warmth) {
    glUniform3f(
        program.uniform(name),
        (float) (strength * (1 + 0.14 * warmth)),
        (float) (strength * (1 + 0.02 * warmth)),
        (float) (strength * (1 - 0.22 * warmth)));
  }

  private static void toggle(int capability, boolean on) {
    if (on) {
      glEnable(capability);
    } else {
      glDisable(capability);
    }
  }
}
