package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets light run smoothly from the trunk's cloth to the sleeve's, which only lies in it: there each
 * normal becomes the mean of those around it.
 */
final class Shoulders {
  private static final double REACH_M = 0.017;
  private static final double MOST_TURN = 0.15;

  private Shoulders() {}

  /** Changes the normals in place. */
  static void soften(List<Vec3> points, Vec3[] normals, double shoulderX) {
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < normals.length; i++) {
      if (share(points.get(i), shoulderX) > 0) {
        near.add(i);
      }
    }
    Vec3[] given = normals.clone();
    for (int i : near) {
      Vec3 sum = Vec3.ZERO;
      for (int k : near) {
        Vec3 d = points.get(k).minus(points.get(i));
        double far = d.dot(d) / (REACH_M * REACH_M);
        if (far < 6 && given[k].dot(given[i]) > MOST_TURN) {
          sum = sum.plus(given[k].times(Math.exp(-far)));
        }
      }
      normals[i] = given[i].toward(sum.unit(), share(points.get(i), shoulderX)).unit();
    }
  }

  /** 1 where trunk and sleeve meet, 0 away from it. */
  private static double share(Vec3 p, double shoulderX) {
    double aside = Math.abs(Math.abs(p.x()) - shoulderX);
    return (1 - smoothStep(0.030, 0.052, aside)) * smoothStep(1.12, 1.17, p.y());
  }
}
