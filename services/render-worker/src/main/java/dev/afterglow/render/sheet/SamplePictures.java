package dev.afterglow.render.sheet;

import dev.afterglow.render.scene.StagePicture;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Product pictures of a few shapes each, which nobody else owns. */
final class SamplePictures {
  private static final int SIDE = 480;

  private SamplePictures() {}

  static StagePicture lipstick() {
    BufferedImage image = ground(0xFCE3DC, 0xF3B7AE);
    Graphics2D g = brush(image);
    shade(g, 240, 420, 130);
    g.setPaint(new GradientPaint(180, 0, new Color(0x8E1230), 300, 0, new Color(0xD8345F)));
    Path2D bullet = new Path2D.Double();
    bullet.moveTo(196, 250);
    bullet.lineTo(196, 128);
    bullet.curveTo(200, 70, 262, 66, 284, 118);
    bullet.lineTo(284, 250);
    bullet.closePath();
    g.fill(bullet);
    g.setPaint(new GradientPaint(186, 0, new Color(0xB98A3B), 294, 0, new Color(0xFFE9AE)));
    g.fill(new RoundRectangle2D.Double(186, 214, 108, 70, 10, 10));
    g.setPaint(new GradientPaint(172, 0, new Color(0x15131A), 308, 0, new Color(0x4A4453)));
    g.fill(new RoundRectangle2D.Double(172, 276, 136, 142, 14, 14));
    g.setPaint(new Color(255, 255, 255, 60));
    g.fill(new RoundRectangle2D.Double(206, 96, 12, 110, 12, 12));
    g.fill(new RoundRectangle2D.Double(188, 288, 10, 118, 10, 10));
    g.dispose();
    return picture("lipstick", image);
  }

  static StagePicture serum() {
    BufferedImage image = ground(0xE7F1F6, 0xB5D3E2);
    Graphics2D g = brush(image);
    shade(g, 240, 424, 140);
    g.setPaint(new GradientPaint(160, 0, new Color(0xC9782A), 320, 0, new Color(0xF6C272)));
    g.fill(new RoundRectangle2D.Double(160, 200, 160, 220, 40, 40));
    g.setPaint(new Color(0xFA, 0xF6, 0xEE));
    g.fill(new RoundRectangle2D.Double(172, 268, 136, 96, 8, 8));
    g.setPaint(new Color(0xC9782A));
    g.fill(new Ellipse2D.Double(222, 290, 36, 36));
    g.setPaint(new Color(0x3A2A1C));
    g.fill(new RoundRectangle2D.Double(206, 338, 68, 8, 6, 6));
    g.setPaint(new GradientPaint(205, 0, new Color(0x22242B), 275, 0, new Color(0x5B606C)));
    g.fill(new RoundRectangle2D.Double(205, 150, 70, 56, 10, 10));
    g.fill(new RoundRectangle2D.Double(222, 66, 36, 96, 30, 30));
    g.setPaint(new Color(255, 255, 255, 90));
    g.fill(new RoundRectangle2D.Double(176, 214, 12, 190, 12, 12));
    g.dispose();
    return picture("serum", image);
  }

  /** A shelf wall in a warm room. */
  static StagePicture shop() {
    BufferedImage image = new BufferedImage(720, 1280, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = brush(image);
    g.setPaint(new GradientPaint(0, 0, new Color(0xE9D8C6), 0, 1280, new Color(0x9C7B63)));
    g.fillRect(0, 0, 720, 1280);
    for (int row = 0; row < 5; row++) {
      int y = 150 + row * 220;
      for (int i = 0; i < 8; i++) {
        int x = 20 + i * 88;
        int high = 70 + (i * 37 + row * 53) % 70;
        g.setColor(Color.getHSBColor((i * 0.13f + row * 0.21f) % 1, 0.28f, 0.82f));
        g.fill(new RoundRectangle2D.Double(x, y - high, 58, high, 14, 14));
      }
      g.setColor(new Color(0x6E523F));
      g.fillRect(0, y, 720, 16);
    }
    g.dispose();
    return picture("shop", image);
  }

  private static BufferedImage ground(int light, int dark) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = brush(image);
    g.setPaint(
        new RadialGradientPaint(
            SIDE / 2f,
            SIDE * 0.4f,
            SIDE * 0.75f,
            new float[] {0, 1},
            new Color[] {new Color(light), new Color(dark)}));
    g.fillRect(0, 0, SIDE, SIDE);
    g.dispose();
    return image;
  }

  private static void shade(Graphics2D g, int x, int y, int wide) {
    for (int i = 0; i < 12; i++) {
      int w = wide * 2 - i * 12;
      g.setColor(new Color(60, 20, 20, 8));
      g.fill(new Ellipse2D.Double(x - w / 2.0, y - w * 0.08, w, w * 0.16));
    }
  }

  private static Graphics2D brush(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return g;
  }

  private static StagePicture picture(String name, BufferedImage image) {
    ByteBuffer rgba = ByteBuffer.allocateDirect(image.getWidth() * image.getHeight() * 4);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        rgba.putInt(image.getRGB(x, y) << 8 | 0xFF);
      }
    }
    return new StagePicture(name, image.getWidth(), image.getHeight(), rgba.flip());
  }
}
