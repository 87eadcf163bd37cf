package dev.afterglow.render.egl;

import static org.lwjgl.egl.EGL10.EGL_ALPHA_SIZE;
import static org.lwjgl.egl.EGL10.EGL_BLUE_SIZE;
import static org.lwjgl.egl.EGL10.EGL_GREEN_SIZE;
import static org.lwjgl.egl.EGL10.EGL_HEIGHT;
import static org.lwjgl.egl.EGL10.EGL_NONE;
import static org.lwjgl.egl.EGL10.EGL_NO_CONTEXT;
import static org.lwjgl.egl.EGL10.EGL_NO_SURFACE;
import static org.lwjgl.egl.EGL10.EGL_RED_SIZE;
import static org.lwjgl.egl.EGL10.EGL_SURFACE_TYPE;
import static org.lwjgl.egl.EGL10.EGL_WIDTH;
import static org.lwjgl.egl.EGL10.eglChooseConfig;
import static org.lwjgl.egl.EGL10.eglCreateContext;
import static org.lwjgl.egl.EGL10.eglCreatePbufferSurface;
import static org.lwjgl.egl.EGL10.eglDestroyContext;
import static org.lwjgl.egl.EGL10.eglDestroySurface;
import static org.lwjgl.egl.EGL10.eglInitialize;
import static org.lwjgl.egl.EGL10.eglMakeCurrent;
import static org.lwjgl.egl.EGL11.EGL_PBUFFER_BIT;
import static org.lwjgl.egl.EGL12.EGL_OPENGL_ES_API;
import static org.lwjgl.egl.EGL12.EGL_RENDERABLE_TYPE;
import static org.lwjgl.egl.EGL12.eglBindAPI;
import static org.lwjgl.egl.EGL12.eglReleaseThread;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_MAJOR_VERSION;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_MINOR_VERSION;
import static org.lwjgl.egl.EGL15.EGL_OPENGL_ES3_BIT;
import static org.lwjgl.egl.EXTDeviceEnumeration.eglQueryDevicesEXT;
import static org.lwjgl.egl.EXTPlatformBase.eglGetPlatformDisplayEXT;
import static org.lwjgl.egl.EXTPlatformDevice.EGL_PLATFORM_DEVICE_EXT;
import static org.lwjgl.system.MemoryUtil.NULL;

import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EGLCapabilities;
import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.system.MemoryStack;

/**
 * An OpenGL ES 3.2 context without a window. It is bound to the thread that opened it and must be
 * used and closed there.
 */
public final class HeadlessContext implements AutoCloseable {
  private static final int MAX_DEVICES = 16;

  private final long display;
  private final long surface;
  private final long context;
  private final String renderer;

  private HeadlessContext(long display, long surface, long context, String renderer) {
    this.display = display;
    this.surface = surface;
    this.context = context;
    this.renderer = renderer;
  }

  /**
   * Opens a context on the first EGL device that gives OpenGL ES 3.2: a GPU where there is one,
   * else the software rasteriser, which EGL lists last.
   *
   * @return never null and never an exception: a missing library or device is {@link
   *     Headless.Absent}
   */
  public static Headless open() {
    try {
      prepareLibraries();
      return openOnAnyDevice();
    } catch (LinkageError | RuntimeException e) {
      return new Headless.Absent(
          "no EGL or OpenGL ES library could be used here (on Debian: libegl1, libgl1-mesa-dri,"
              + " libgles2): "
              + e.getMessage());
    }
  }

  /** What draws, in the driver's own words, e.g. {@code llvmpipe (LLVM 15.0.6, 256 bits)}. */
  public String renderer() {
    return renderer;
  }

  /** Whether the driver draws on the CPU: then vertices and pixels cost processor time. */
  public boolean software() {
    return renderer.contains("llvmpipe")
        || renderer.contains("softpipe")
        || renderer.contains("SwiftShader");
  }

  private static synchronized void prepareLibraries() {
    if (EGL.getFunctionProvider() == null) {
      EGL.create();
    }
    if (GLES.getFunctionProvider() == null) {
      GLES.create();
    }
  }

  private static Headless openOnAnyDevice() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      EGLCapabilities client = EGL.getCapabilities();
      if (client.eglQueryDevicesEXT == NULL || client.eglGetPlatformDisplayEXT == NULL) {
        return new Headless.Absent("this EGL library cannot list devices (EXT_device_enumeration)");
      }
      var devices = stack.mallocPointer(MAX_DEVICES);
      var count = stack.mallocInt(1);
      if (!eglQueryDevicesEXT(devices, count) || count.get(0) == 0) {
        return new Headless.Absent("EGL lists no device on this machine");
      }
      String lastReason = "no device was tried";
      for (int i = 0; i < count.get(0); i++) {
        Headless answer = openOn(devices.get(i), stack);
        if (answer instanceof Headless.Ready) {
          return answer;
        }
        lastReason = ((Headless.Absent) answer).reason();
      }
      return new Headless.Absent(lastReason);
    }
  }

  private static Headless openOn(long device, MemoryStack stack) {
    long display =
        eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, (java.nio.IntBuffer) null);
    var major = stack.mallocInt(1);
    var minor = stack.mallocInt(1);
    if (display == NULL || !eglInitialize(display, major, minor)) {
      return new Headless.Absent("an EGL device would not initialise");
    }
    EGL.createDisplayCapabilities(display, major.get(0), minor.get(0));
    eglBindAPI(EGL_OPENGL_ES_API);
    PointerBuffer config = stack.mallocPointer(1);
    var found = stack.mallocInt(1);
    var wanted =
        stack.ints(
            EGL_SURFACE_TYPE,
            EGL_PBUFFER_BIT,
            EGL_RENDERABLE_TYPE,
            EGL_OPENGL_ES3_BIT,
            EGL_RED_SIZE,
            8,
            EGL_GREEN_SIZE,
            8,
            EGL_BLUE_SIZE,
            8,
            EGL_ALPHA_SIZE,
            8,
            EGL_NONE);
    if (!eglChooseConfig(display, wanted, config, found) || found.get(0) == 0) {
      return new Headless.Absent("an EGL device has no off-screen RGBA configuration");
    }
    long context =
        eglCreateContext(
            display,
            config.get(0),
            EGL_NO_CONTEXT,
            stack.ints(EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2, EGL_NONE));
    if (context == EGL_NO_CONTEXT) {
      return new Headless.Absent("an EGL device does not give OpenGL ES 3.2");
    }
    long surface =
        eglCreatePbufferSurface(
            display, config.get(0), stack.ints(EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE));
    if (surface == EGL_NO_SURFACE || !eglMakeCurrent(display, surface, surface, context)) {
      eglDestroyContext(display, context);
      return new Headless.Absent("an EGL device would not make a context current");
    }
    GLES.createCapabilities();
    String renderer = String.valueOf(GLES20.glGetString(GLES20.GL_RENDERER));
    return new Headless.Ready(new HeadlessContext(display, surface, context, renderer));
  }

  /**
   * Frees the context and what EGL keeps for this thread; a driver that frees the latter when the
   * thread ends has been seen to crash on it while the process ended, too. The display stays
   * initialised: other contexts of the process may share it.
   */
  @Override
  public void close() {
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    GLES.setCapabilities(null);
    eglDestroySurface(display, surface);
    eglDestroyContext(display, context);
    eglReleaseThread();
  }
}
