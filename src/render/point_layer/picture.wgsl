// A part of a picture in a rectangle of the screen. Its colours are in gamma space and premultiplied.

struct Picture {
    // In clip space: left, top, right, bottom.
    rect: vec4<f32>,
    // The same of the picture, from 0 to 1.
    part: vec4<f32>,
    strength: vec4<f32>,
};

@group(0) @binding(0) var<uniform> picture: Picture;
@group(0) @binding(1) var pixels: texture_2d<f32>;
@group(0) @binding(2) var smooth_sampler: sampler;

struct PictureOut {
    @builtin(position) position: vec4<f32>,
    @location(0) at: vec2<f32>,
};

@vertex
fn vs_picture(@builtin(vertex_index) corner: u32) -> PictureOut {
    let right = (corner & 1u) == 1u;
    let low = (corner & 2u) == 2u;
    var out: PictureOut;
    out.position = vec4<f32>(
        select(picture.rect.x, picture.rect.z, right),
        select(picture.rect.y, picture.rect.w, low),
        0.0,
        1.0,
    );
    out.at = vec2<f32>(
        select(picture.part.x, picture.part.z, right),
        select(picture.part.y, picture.part.w, low),
    );
    return out;
}

@fragment
fn fs_picture(in: PictureOut) -> @location(0) vec4<f32> {
    return for_target(textureSample(pixels, smooth_sampler, in.at) * picture.strength);
}
