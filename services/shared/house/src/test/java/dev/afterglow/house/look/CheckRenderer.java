package dev.afterglow.house.look;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.Dress;
import dev.afterglow.house.Presenter;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.mesh.Surface.Morph;
import dev.afterglow.house.mesh.Vec3;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;

/** A small software renderer, so that a person can look at the presenter without a GPU. */
final class CheckRenderer {
  private static final int OVERSAMPLE = 2;

  private final Presenter presenter;
  private final Dress dress;
  private final int width;
  private final int height;
  private final float[] depth;
  private final int[] colour;
  private Vec3 eye = Vec3.ZERO;
  private Vec3 right = Vec3.ZERO;
  private Vec3 up = Vec3.ZERO;
  private Vec3 back = Vec3.ZERO;
  private double focal;

  CheckRenderer(Presenter presenter, Dress dress, int width, int height) {
    this.presenter = presenter;
    this.dress = dress;
    this.width = width * OVERSAMPLE;
    this.height = height * OVERSAMPLE;
    depth = new float[this.width * this.height];
    colour = new int[depth.length];
  }

  BufferedImage render(
      Map<ArkitShape, Double> shapes,
      Map<HumanoidBone, Rotation> turns,
      Vec3 from,
      Vec3 at,
      double fovDegrees) {
    eye = from;
    back = from.minus(at).unit();
    right = Vec3.UP.cross(back).unit();
    up = back.cross(right);
    focal = height / 2.0 / Math.tan(Math.toRadians(fovDegrees) / 2);
    Arrays.fill(depth, Float.POSITIVE_INFINITY);
    for (int y = 0; y < height; y++) {
      int g = 200 - 70 * y / height;
      Arrays.fill(colour, y * width, (y + 1) * width, (g << 16) | ((g - 4) << 8) | (g + 2));
    }
    Map<HumanoidBone, Affine> maps = presenter.skeleton().posed(turns);
    for (Surface surface : presenter.surfaces(dress)) {
      draw(surface, shapes, maps);
    }
    return shrink();
  }

  private BufferedImage shrink() {
    BufferedImage big = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    big.setRGB(0, 0, width, height, colour, 0, width);
    BufferedImage small =
        new BufferedImage(width / OVERSAMPLE, height / OVERSAMPLE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(big, 0, 0, small.getWidth(), small.getHeight(), null);
    g.dispose();
    return small;
  }

  private void draw(
      Surface surface, Map<ArkitShape, Double> shapes, Map<HumanoidBone, Affine> maps) {
    int n = surface.piece().points.size();
    Vec3[] p = surface.piece().points.toArray(Vec3[]::new);
    Vec3[] normal = surface.normals().clone();
    for (Map.Entry<ArkitShape, Double> e : shapes.entrySet()) {
      Morph morph = surface.morphs().get(e.getKey());
      for (int i = 0; morph != null && i < n; i++) {
        p[i] = p[i].plus(morph.moves()[i].times(e.getValue()));
        normal[i] = normal[i].plus(morph.turns()[i].times(e.getValue()));
      }
    }
    double[][] screen = new double[n][];
    for (int i = 0; i < n; i++) {
      Affine map = Skeleton.blend(maps, surface.piece().weights.get(i));
      Vec3 origin = map.apply(Vec3.ZERO);
      normal[i] = map.apply(normal[i]).minus(origin).unit();
      p[i] = map.apply(p[i]);
      Vec3 d = p[i].minus(eye);
      double z = -d.dot(back);
      screen[i] =
          new double[] {
            width / 2.0 + focal * d.dot(right) / z, height / 2.0 - focal * d.dot(up) / z, z
          };
    }
    BufferedImage picture = presenter.picture(surface, dress).image();
    for (int[] t : surface.piece().triangles) {
      triangle(surface, picture, t, p, normal, screen);
    }
  }

  private void triangle(
      Surface surface, BufferedImage picture, int[] t, Vec3[] p, Vec3[] normal, double[][] screen) {
    double[] a = screen[t[0]];
    double[] b = screen[t[1]];
    double[] c = screen[t[2]];
    double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    if ((area >= 0 && surface.material() != Material.OUTFIT) || area == 0) {
      return;
    }
    int x0 = (int) Math.max(0, Math.floor(Math.min(a[0], Math.min(b[0], c[0]))));
    int x1 = (int) Math.min(width - 1, Math.ceil(Math.max(a[0], Math.max(b[0], c[0]))));
    int y0 = (int) Math.max(0, Math.floor(Math.min(a[1], Math.min(b[1], c[1]))));
    int y1 = (int) Math.min(height - 1, Math.ceil(Math.max(a[1], Math.max(b[1], c[1]))));
    double[] ua = surface.piece().uvs.get(t[0]);
    double[] ub = surface.piece().uvs.get(t[1]);
    double[] uc = surface.piece().uvs.get(t[2]);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        double px = x + 0.5;
        double py = y + 0.5;
        double wa = ((b[0] - px) * (c[1] - py) - (c[0] - px) * (b[1] - py)) / area;
        double wb = ((c[0] - px) * (a[1] - py) - (a[0] - px) * (c[1] - py)) / area;
        double wc = 1 - wa - wb;
        if (wa < -1e-9 || wb < -1e-9 || wc < -1e-9) {
          continue;
        }
        double iz = wa / a[2] + wb / b[2] + wc / c[2];
        float z = (float) (1 / iz);
        if (z >= depth[y * width + x]) {
          continue;
        }
        depth[y * width + x] = z;
        double ka = wa / a[2] / iz;
        double kb = wb / b[2] / iz;
        double kc = wc / c[2] / iz;
        Vec3 n = normal[t[0]].times(ka).plus(normal[t[1]].times(kb)).plus(normal[t[2]].times(kc));
        Vec3 at = p[t[0]].times(ka).plus(p[t[1]].times(kb)).plus(p[t[2]].times(kc));
        double u = ua[0] * ka + ub[0] * kb + uc[0] * kc;
        double v = ua[1] * ka + ub[1] * kb + uc[1] * kc;
        int rgb = sample(picture, u, v);
        colour[y * width + x] =
            Light.shade(rgb, n.unit(), eye.minus(at).unit(), surface.material());
      }
    }
  }

  private static int sample(BufferedImage image, double u, double v) {
    double x = Math.max(0, Math.min(image.getWidth() - 1.001, u * image.getWidth() - 0.5));
    double y = Math.max(0, Math.min(image.getHeight() - 1.001, v * image.getHeight() - 0.5));
    int ix = (int) x;
    int iy = (int) y;
    double fx = x - ix;
    double fy = y - iy;
    int out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double top =
          ((image.getRGB(ix, iy) >> shift) & 255) * (1 - fx)
              + ((image.getRGB(ix + 1, iy) >> shift) & 255) * fx;
      double low =
          ((image.getRGB(ix, iy + 1) >> shift) & 255) * (1 - fx)
              + ((image.getRGB(ix + 1, iy + 1) >> shift) & 255) * fx;
      out |= (int) Math.round(top * (1 - fy) + low * fy) << shift;
    }
    return out;
  }
}
