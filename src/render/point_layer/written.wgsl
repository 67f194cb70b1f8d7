// Texts with their halos, each a rectangle of a texture that holds how much of a pixel its halo and its letters cover.

struct TextIn {
    // In clip space: the first corner, and the ways along the text and down from there.
    @location(0) corner: vec2<f32>,
    @location(1) along: vec2<f32>,
    @location(2) down: vec2<f32>,
    // Its part of the texture, from 0 to 1: left, top, width, height.
    @location(3) part: vec4<f32>,
    @location(4) ink: vec4<f32>,
    @location(5) halo: vec4<f32>,
};

struct TextOut {
    @builtin(position) position: vec4<f32>,
    @location(0) at: vec2<f32>,
    @location(1) @interpolate(flat) ink: vec4<f32>,
    @location(2) @interpolate(flat) halo: vec4<f32>,
};

@group(0) @binding(0) var covered: texture_2d<f32>;
@group(0) @binding(1) var smooth_sampler: sampler;

@vertex
fn vs_written(text: TextIn, @builtin(vertex_index) corner: u32) -> TextOut {
    let way = vec2<f32>(f32(corner & 1u), f32(corner >> 1u));
    var out: TextOut;
    out.position = vec4<f32>(text.corner + text.along * way.x + text.down * way.y, 0.0, 1.0);
    out.at = text.part.xy + text.part.zw * way;
    out.ink = text.ink;
    out.halo = text.halo;
    return out;
}

@fragment
fn fs_written(in: TextOut) -> @location(0) vec4<f32> {
    let share = textureSample(covered, smooth_sampler, in.at).rg;
    let ink = in.ink * share.g;
    return for_target(ink + in.halo * share.r * (1.0 - ink.a));
}
