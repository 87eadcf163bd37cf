package dev.afterglow.house.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.Person;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.face.Features;
import dev.afterglow.house.hair.CroppedHair;
import dev.afterglow.house.hair.Hair;
import dev.afterglow.house.hair.HairBones;
import dev.afterglow.house.mesh.Vec3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HairSpringsTest {
  private static JsonNode read(Person person) throws IOException {
    byte[] file = HouseAssets.presenter(person);
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return new ObjectMapper().readTree(Arrays.copyOfRange(file, 20, 20 + in.getInt(12)));
  }

  @Test
  void shouldShareEveryVertexOfTheHairOutWhole() {
    // Given
    int[] joints = new int[HairBones.MOST];
    double[] shares = new double[HairBones.MOST];
    int swinging = 0;

    for (Vec3 point : Hair.build().points) {
      // When
      HairBones.BOB.follow(point, joints, shares);

      // Then
      double sum = 0;
      for (int k = 0; k < HairBones.MOST; k++) {
        sum += shares[k];
        assertThat(shares[k]).isBetween(0.0, 1.0);
        assertThat(joints[k]).isBetween(0, HairBones.BOB.joints() - 1);
        swinging += joints[k] > 0 && shares[k] > 0.3 ? 1 : 0;
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
    assertThat(swinging).isGreaterThan(1_000);
  }

  @Test
  void shouldLeaveTheCrownAndTheFringeToTheHead() {
    // Given
    Vec3 crown = Skeleton.headToWorld(new Vec3(1, 12, 0));
    Vec3 fringe = Skeleton.headToWorld(new Vec3(2, 4, 9));
    int[] joints = new int[HairBones.MOST];
    double[] shares = new double[HairBones.MOST];

    for (Vec3 point : new Vec3[] {crown, fringe}) {
      // When
      HairBones.BOB.follow(point, joints, shares);

      // Then
      for (int k = 0; k < HairBones.MOST; k++) {
        assertThat(joints[k] == 0 || shares[k] == 0).isTrue();
      }
    }
  }

  @Test
  void shouldLeaveTheSidesAndTheBackOfCroppedHairToTheHead() {
    // Given
    HairBones bones = HairBones.cropped(Features.ANGULAR);
    int[] joints = new int[HairBones.MOST];
    double[] shares = new double[HairBones.MOST];
    int swinging = 0;

    for (Vec3 point : CroppedHair.build(Features.ANGULAR).points) {
      // When
      bones.follow(point, joints, shares);

      // Then: nothing behind the ears moves, and the shares are whole
      double sum = 0;
      double free = 0;
      for (int k = 0; k < HairBones.MOST; k++) {
        sum += shares[k];
        free += joints[k] > 0 ? shares[k] : 0;
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
      if (point.z() < Skeleton.HEAD_ORIGIN.z()) {
        assertThat(free).isZero();
      }
      swinging += free > 0.5 ? 1 : 0;
    }
    assertThat(swinging).isGreaterThan(300);
  }

  @Test
  void shouldFindTheWayBackToTheCommonHead() {
    // Given
    Vec3 place = new Vec3(1.5, 7, 8);

    // When
    Vec3 back = Features.ANGULAR.common(Features.ANGULAR.place(place));

    // Then
    assertThat(back.minus(place).length()).isLessThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource(Person.class)
  void shouldHangEveryStrandBelowTheHeadWithItsTipOutsideOfTheColliders(Person person)
      throws IOException {
    // Given
    JsonNode root = read(person);
    JsonNode springs = root.at("/extensions/VRMC_springBone");
    double hit = springs.at("/springs/0/joints/0/hitRadius").asDouble();
    Vec3 head = new Skeleton().place(dev.afterglow.drive.HumanoidBone.HEAD);

    for (JsonNode spring : springs.get("springs")) {
      // When
      Vec3 place = head;
      for (JsonNode joint : spring.get("joints")) {
        JsonNode t = root.get("nodes").get(joint.get("node").asInt()).get("translation");
        place = place.plus(new Vec3(t.get(0).asDouble(), t.get(1).asDouble(), t.get(2).asDouble()));

        // Then: her skull and jaw are spheres on the head
        for (int c = 0; c < 2; c++) {
          JsonNode ball = springs.at("/colliders/" + c + "/shape/sphere");
          JsonNode o = ball.get("offset");
          Vec3 middle =
              head.plus(new Vec3(o.get(0).asDouble(), o.get(1).asDouble(), o.get(2).asDouble()));
          assertThat(place.minus(middle).length())
              .as(spring.get("name").asText())
              .isGreaterThan(ball.get("radius").asDouble() + hit);
        }
      }
    }
    assertThat(springs.get("springs")).hasSize(person == Person.LIN ? 8 : 5);
  }
}
