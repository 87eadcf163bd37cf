package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_COMPILE_STATUS;
import static org.lwjgl.opengles.GLES32.GL_FRAGMENT_SHADER;
import static org.lwjgl.opengles.GLES32.GL_LINK_STATUS;
import static org.lwjgl.opengles.GLES32.GL_VERTEX_SHADER;
import static org.lwjgl.opengles.GLES32.glAttachShader;
import static org.lwjgl.opengles.GLES32.glCompileShader;
import static org.lwjgl.opengles.GLES32.glCreateProgram;
import static org.lwjgl.opengles.GLES32.glCreateShader;
import static org.lwjgl.opengles.GLES32.glDeleteProgram;
import static org.lwjgl.opengles.GLES32.glDeleteShader;
import static org.lwjgl.opengles.GLES32.glGetProgramInfoLog;
import static org.lwjgl.opengles.GLES32.glGetProgrami;
import static org.lwjgl.opengles.GLES32.glGetShaderInfoLog;
import static org.lwjgl.opengles.GLES32.glGetShaderi;
import static org.lwjgl.opengles.GLES32.glGetUniformLocation;
import static org.lwjgl.opengles.GLES32.glLinkProgram;
import static org.lwjgl.opengles.GLES32.glShaderSource;
import static org.lwjgl.opengles.GLES32.glUseProgram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A linked pair of shaders from the class path. */
public final class Program implements AutoCloseable {
  private static final String FOLDER = "/dev/afterglow/render/shaders/";

  private final int id;
  private final Map<String, Integer> uniforms = new HashMap<>();

  /**
   * Compiles and links.
   *
   * @param head put before both sources: the version line and defines, or empty where the files
   *     bring their own
   * @throws IllegalStateException when the driver refuses a shader; the message holds its log
   */
  public Program(String vertexFile, String fragmentFile, String head) {
    int vertex = compile(GL_VERTEX_SHADER, head + source(vertexFile), vertexFile);
    int fragment = compile(GL_FRAGMENT_SHADER, head + source(fragmentFile), fragmentFile);
    id = glCreateProgram();
    glAttachShader(id, vertex);
    glAttachShader(id, fragment);
    glLinkProgram(id);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    if (glGetProgrami(id, GL_LINK_STATUS) == 0) {
      throw new IllegalStateException(
          "shaders "
              + vertexFile
              + " + "
              + fragmentFile
              + " do not link: "
              + glGetProgramInfoLog(id));
    }
  }

  /** Makes the program current. */
  public void use() {
    glUseProgram(id);
  }

  /** The place of a uniform; -1 where the driver dropped it as unused, which GL ignores. */
  public int uniform(String name) {
    Integer known = uniforms.get(name);
    if (known == null) {
      known = glGetUniformLocation(id, name);
      uniforms.put(name, known);
    }
    return known;
  }

  @Override
  public void close() {
    glDeleteProgram(id);
  }

  private static int compile(int type, String source, String file) {
    int shader = glCreateShader(type);
    glShaderSource(shader, source);
    glCompileShader(shader);
    if (glGetShaderi(shader, GL_COMPILE_STATUS) == 0) {
      throw new IllegalStateException(
          "shader " + file + " does not compile: " + glGetShaderInfoLog(shader));
    }
    return shader;
  }

  static String source(String file) {
    try (InputStream in = Program.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("shader " + file + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
