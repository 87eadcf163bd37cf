package dev.afterglow.render.stage;

import static org.lwjgl.opengles.EXTDisjointTimerQuery.GL_GPU_DISJOINT_EXT;
import static org.lwjgl.opengles.EXTDisjointTimerQuery.GL_TIME_ELAPSED_EXT;
import static org.lwjgl.opengles.EXTDisjointTimerQuery.glGetQueryObjectui64EXT;
import static org.lwjgl.opengles.GLES32.GL_QUERY_RESULT;
import static org.lwjgl.opengles.GLES32.GL_QUERY_RESULT_AVAILABLE;
import static org.lwjgl.opengles.GLES32.glBeginQuery;
import static org.lwjgl.opengles.GLES32.glDeleteQueries;
import static org.lwjgl.opengles.GLES32.glEndQuery;
import static org.lwjgl.opengles.GLES32.glGenQueries;
import static org.lwjgl.opengles.GLES32.glGetInteger;
import static org.lwjgl.opengles.GLES32.glGetQueryObjectui;

import org.lwjgl.opengles.GLES;

/**
 * Adds up how long the drawing device works on pictures, by its own clock
 * (GL_EXT_disjoint_timer_query). Where processors draw, or a driver has no such clock, it stays at
 * 0. It never waits for the device: a result is taken when it is there, and a picture that finds
 * every query under way counts as long as those that were measured do on average.
 */
public final class DeviceTimer implements AutoCloseable {
  private static final int QUERIES = 4;

  private final boolean works;
  private final int[] queries = new int[QUERIES];
  private int oldest;
  private int underWay;
  private boolean measuring;
  private long nanos;
  private long measured;
  private long pictures;

  /**
   * Needs a current context, as every method here does.
   *
   * @param software whether the processor draws
   */
  public DeviceTimer(boolean software) {
    works = !software && GLES.getCapabilities().GL_EXT_disjoint_timer_query;
    if (works) {
      glGenQueries(queries);
    }
  }

  /** A picture's work begins. */
  public void begin() {
    if (!works) {
      return;
    }
    collect();
    pictures++;
    measuring = underWay < QUERIES;
    if (measuring) {
      glBeginQuery(GL_TIME_ELAPSED_EXT, queries[(oldest + underWay) % QUERIES]);
    }
  }

  /** Its last command was given. */
  public void end() {
    if (measuring) {
      measuring = false;
      glEndQuery(GL_TIME_ELAPSED_EXT);
      underWay++;
    }
  }

  /** What all pictures so far took the device, nanoseconds; those under way are estimated. */
  public long nanos() {
    return measured == 0 ? 0 : nanos / measured * pictures;
  }

  @Override
  public void close() {
    if (works) {
      glDeleteQueries(queries);
    }
  }

  private void collect() {
    while (underWay > 0 && glGetQueryObjectui(queries[oldest], GL_QUERY_RESULT_AVAILABLE) != 0) {
      long took = glGetQueryObjectui64EXT(queries[oldest], GL_QUERY_RESULT);
      // The clock jumped, as it does when the device's frequency changes: the value says nothing.
      if (glGetInteger(GL_GPU_DISJOINT_EXT) == 0) {
        nanos += took;
        measured++;
      }
      oldest = (oldest + 1) % QUERIES;
      underWay--;
    }
  }
}
