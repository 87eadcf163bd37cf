#version 320 es
// RGB to planar YUV 4:2:0, BT.709 limited range. The target is a quarter as wide as a row has bytes and half as
// high again: each texel holds four neighbouring bytes, so that reading it back gives the three planes one
// after the other. Row 0 of the target is the top row of the picture.
precision highp float;
// A plane has more bytes than a medium integer can count.
precision highp int;
precision highp sampler2D;
uniform sampler2D picture;
uniform ivec2 size; // of the picture
uniform int stride; // bytes from a row of luma to the next; past the picture they repeat its edge
out vec4 bytes;

const vec3 LUMA = vec3(0.182586, 0.614231, 0.062007);
const vec3 BLUE = vec3(-0.100644, -0.338572, 0.439216);
const vec3 RED = vec3(0.439216, -0.398942, -0.040274);

vec3 pixel(int x, int y) { return texelFetch(picture, ivec2(min(x, size.x - 1), size.y - 1 - y), 0).rgb; }

vec3 block(int x, int y) {
  return 0.25 * (pixel(x, y) + pixel(x + 1, y) + pixel(x, y + 1) + pixel(x + 1, y + 1));
}

void main() {
  ivec2 t = ivec2(gl_FragCoord.xy);
  if (t.y < size.y) {
    int x = t.x * 4;
    bytes = vec4(dot(pixel(x, t.y), LUMA), dot(pixel(x + 1, t.y), LUMA),
        dot(pixel(x + 2, t.y), LUMA), dot(pixel(x + 3, t.y), LUMA)) + 16.0 / 255.0;
    return;
  }
  int planeRows = size.y / 4;
  int row = t.y - size.y;
  bool red = row >= planeRows;
  row = red ? row - planeRows : row;
  int at = row * stride + t.x * 4; // byte in the plane
  int halfWidth = stride / 2;
  int y = 2 * (at / halfWidth);
  int x = 2 * (at - (at / halfWidth) * halfWidth);
  vec3 k = red ? RED : BLUE;
  bytes = vec4(dot(block(x, y), k), dot(block(x + 2, y), k),
      dot(block(x + 4, y), k), dot(block(x + 6, y), k)) + 128.0 / 255.0;
}
